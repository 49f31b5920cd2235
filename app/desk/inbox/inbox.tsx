"use client";

import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { useState } from "react";
import { InboxContext, type InboxSetting } from "./inbox-context";
import type { ConversationDetail, ListPage, ThreadPage } from "./inbox-data";
import { InboxScreen } from "./inbox-screen";
import type { InboxSearch } from "./inbox-search";
import { conversationQuery, listQuery, ReadFailure, threadQuery } from "./read-inbox";

type InboxProps = {
  setting: InboxSetting;
  /** What the server read for the address that was opened: the first paint asks for nothing more. */
  first: {
    search: InboxSearch;
    list: ListPage;
    open: { conversation: ConversationDetail; thread: ThreadPage } | null;
  };
};

/** The inbox of the firm. */
export function Inbox({ setting, first }: InboxProps) {
  const [queries] = useState(() => filledWith(first));
  return (
    <QueryClientProvider client={queries}>
      <InboxContext value={setting}>
        <InboxScreen />
      </InboxContext>
    </QueryClientProvider>
  );
}

function filledWith({ search, list, open }: InboxProps["first"]): QueryClient {
  const queries = new QueryClient({
    defaultOptions: {
      queries: { refetchOnWindowFocus: true, retry: (failures, error) => failures < 2 && isWorthAnother(error) },
    },
  });
  queries.setQueryData(listQuery(search).queryKey, { pages: [list], pageParams: [null] });
  if (open) {
    queries.setQueryData(conversationQuery(open.conversation.id).queryKey, open.conversation);
    queries.setQueryData(threadQuery(open.conversation.id).queryKey, { pages: [open.thread], pageParams: [null] });
  }
  return queries;
}

/** A refusal stays one however often it is asked. */
function isWorthAnother(error: Error): boolean {
  return !(error instanceof ReadFailure) || ["unavailable", "internal", "upstream_failed"].includes(error.code);
}
