"use client";

import { type InfiniteData, type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useCallback } from "react";
import { useToast } from "@/components/ui/use-toast";
import { useRefusal } from "../../use-refusal";
import { changeConversationsAction, restoreConversationsAction } from "../actions";
import type { ConversationChange } from "../inbox.schema";
import { useInbox } from "../inbox-context";
import type { Colleague, ConversationDetail, ConversationRow, ListPage } from "../inbox-data";
import type { InboxSearch } from "../inbox-search";
import { refreshLists } from "../refresh-inbox";
import { applyChange, staysInView } from "./conversation-change";

type ListData = InfiniteData<ListPage, string | null>;

/** Marks of the reader alone: the server has nothing to take back, so that the opposite is asked for. */
const OPPOSITES = { read: { kind: "unread" }, unread: { kind: "read" } } as const;

/**
 * Changes conversations: the screen shows it at once, takes it back when the server refuses, and offers to undo it for eight
 * seconds. Answers whether all were changed.
 */
export function useChange() {
  const t = useTranslations("inbox.acts");
  const queries = useQueryClient();
  const toast = useToast();
  const refusal = useRefusal();
  const { colleagues, me } = useInbox();

  return useCallback(
    async (ids: readonly string[], change: ConversationChange): Promise<boolean> => {
      if (ids.length === 0) return false;
      await Promise.all([
        queries.cancelQueries({ queryKey: ["inbox", "list"] }),
        ...ids.map((id) => queries.cancelQueries({ queryKey: ["inbox", "conversation", id] })),
      ]);
      const restore = show(queries, new Set(ids), change, { colleagues, myUserId: me.userId });
      const answer = await changeConversationsAction({ ids: [...ids], change }).catch(() => undefined);
      const { data } = answer ?? {};
      if (!data) {
        restore();
        tellFailure(refusal(answer) ?? t("offline"));
      } else {
        if (data.failed.length > 0) tellFailure(t("someFailed", { count: data.failed.length }));
        if (data.changed > 0) tellDone(data);
      }
      await settle(queries, ids);
      return data !== undefined && data.failed.length === 0;

      function tellFailure(problem: string) {
        toast({ title: t("failed"), description: problem, tone: "danger" });
      }

      function tellDone({ changed, undo }: NonNullable<typeof data>) {
        const isMark = change.kind === "read" || change.kind === "unread";
        toast({
          title: t(`done.${change.kind}`, { count: changed }),
          ...(isMark || undo.length > 0 ? { action: { label: t("undo"), onSelect: () => void takeBack(undo) } } : {}),
        });
      }

      async function takeBack(undo: NonNullable<typeof data>["undo"]) {
        const taken =
          change.kind === "read" || change.kind === "unread"
            ? await changeConversationsAction({ ids: [...ids], change: OPPOSITES[change.kind] }).catch(() => undefined)
            : await restoreConversationsAction({ changes: undo }).catch(() => undefined);
        const failed = taken?.data?.failed.length ?? 0;
        const refused = taken?.data && "refused" in taken.data ? taken.data.refused.length : 0;
        if (!taken?.data) tellFailure(refusal(taken) ?? t("offline"));
        if (failed > 0) tellFailure(t("changedMeanwhile", { count: failed }));
        if (refused > 0) tellFailure(t("outsideWall", { count: refused }));
        await settle(queries, ids);
      }
    },
    [queries, colleagues, me.userId, refusal, toast, t],
  );
}

async function settle(queries: QueryClient, ids: readonly string[]): Promise<void> {
  for (const id of ids.slice(0, 20)) {
    void queries.invalidateQueries({ queryKey: ["inbox", "conversation", id] });
    void queries.invalidateQueries({ queryKey: ["inbox", "thread", id] });
  }
  await refreshLists(queries, new Set(ids));
}

type Reader = { colleagues: readonly Colleague[]; myUserId: string };

/** Shows the change everywhere; the answer puts everything back as it was. */
function show(queries: QueryClient, ids: ReadonlySet<string>, change: ConversationChange, reader: Reader): () => void {
  const kept = [
    ...queries.getQueriesData({ queryKey: ["inbox", "list"] }),
    ...[...ids].map((id) => {
      const key = ["inbox", "conversation", id] as const;
      return [key, queries.getQueryData(key)] as const;
    }),
  ];
  const changeRow = (row: ConversationRow) => (ids.has(row.id) ? applyChange(row, change, reader.colleagues) : row);
  for (const [key, data] of queries.getQueriesData<ListData>({ queryKey: ["inbox", "list"] })) {
    if (!data) continue;
    const search = key[2] as InboxSearch;
    const pages = data.pages.map((page) => ({
      ...page,
      rows: page.rows.map(changeRow).filter((row) => !ids.has(row.id) || staysInView(row, search, reader.myUserId)),
    }));
    queries.setQueryData<ListData>(key, { ...data, pages });
  }
  for (const id of ids) {
    queries.setQueryData<ConversationDetail>(["inbox", "conversation", id], (detail) =>
      detail ? applyChange(detail, change, reader.colleagues) : detail,
    );
  }
  return () => {
    for (const [key, data] of kept) queries.setQueryData(key, data);
  };
}
