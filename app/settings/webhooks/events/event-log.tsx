"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useState, useTransition } from "react";
import { useRefusal } from "@/app/desk/use-refusal";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { useToast } from "@/components/ui/use-toast";
import type { ActionOf } from "@/lib/actions/action-result";
import { MOST_EVENTS, type WebhookLogFilter } from "@/lib/domain/webhook-events/webhook-log.schema";
import { ActsBar } from "./acts-bar";
import type { EventActions } from "./event-actions";
import { EventTable, type LogItem } from "./event-table";

type EventLogProps = {
  rows: readonly LogItem[];
  filter: WebhookLogFilter;
  hasMore: boolean;
  empty: ReactNode;
  /** Null for readers, who choose nothing. */
  actions: EventActions | null;
  listMatching: ActionOf<WebhookLogFilter, { eventIds: string[] }>;
};

/** A page of the log, and what is done about the events that were chosen; the choice lasts over the pages. */
export function EventLog({ rows, filter, hasMore, empty, actions, listMatching }: EventLogProps) {
  const t = useTranslations("webhook-events.select");
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const selectable = rows.filter(({ kind }) => kind === "event").map(({ id }) => id);

  function choose(ids: readonly string[], isChosen: boolean) {
    setChosen((before) => {
      const next = new Set(before);
      for (const id of ids) {
        if (!isChosen) next.delete(id);
        else if (next.size < MOST_EVENTS) next.add(id);
      }
      return next;
    });
  }

  if (actions === null || rows.length === 0) return <EventTable rows={rows} empty={empty} selection={null} />;
  const onPage = selectable.filter((id) => chosen.has(id)).length;
  return (
    <>
      <div className="sticky top-(--list-top,0px) z-20 flex min-h-11 flex-wrap items-center gap-x-4 gap-y-2 border-b border-line-soft bg-surface px-4 py-2 text-sm">
        <Checkbox
          label={t("page")}
          checked={selectable.length > 0 && onPage === selectable.length}
          indeterminate={onPage > 0 && onPage < selectable.length}
          disabled={selectable.length === 0}
          onCheckedChange={(isChosen) => choose(selectable, isChosen)}
        />
        {chosen.size > 0 ? (
          <>
            <span role="status" className="text-muted tabular-nums">
              {t("chosen", { count: chosen.size })}
            </span>
            {hasMore && onPage === selectable.length && chosen.size < MOST_EVENTS ? (
              <ChooseMatching filter={filter} listMatching={listMatching} onChosen={(ids) => setChosen(new Set(ids))} />
            ) : null}
            <Button size="sm" variant="ghost" onClick={() => setChosen(new Set())}>
              {t("clear")}
            </Button>
            <span className="ms-auto flex flex-wrap items-center gap-2">
              <ActsBar eventIds={[...chosen]} actions={actions} size="sm" onDone={() => setChosen(new Set())} />
            </span>
          </>
        ) : null}
      </div>
      <EventTable rows={rows} empty={empty} selection={{ chosen, choose: (id, isChosen) => choose([id], isChosen) }} />
    </>
  );
}

type ChooseMatchingProps = Pick<EventLogProps, "filter" | "listMatching"> & { onChosen: (ids: string[]) => void };

function ChooseMatching({ filter, listMatching, onChosen }: ChooseMatchingProps) {
  const t = useTranslations("webhook-events.select");
  const toast = useToast();
  const refusal = useRefusal();
  const [isPending, startChoosing] = useTransition();

  function choose() {
    startChoosing(async () => {
      const answer = await listMatching(filter);
      const failure = refusal(answer);
      if (failure !== null) toast({ title: failure, tone: "danger" });
      if (answer?.data) onChosen(answer.data.eventIds);
    });
  }

  return (
    <Button size="sm" variant="ghost" pending={isPending} onClick={choose}>
      {t("many", { count: MOST_EVENTS })}
    </Button>
  );
}
