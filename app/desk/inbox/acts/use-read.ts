"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { markReadAction } from "../actions";
import { conversationQuery } from "../read-inbox";
import { refreshLists } from "../refresh-inbox";

/** What is open in front of a person is read, also what comes in meanwhile. */
export function useRead(conversationId: string, isUnread: boolean): void {
  const queries = useQueryClient();
  useEffect(() => {
    if (!isUnread) return;
    const read = async () => {
      if (document.visibilityState !== "visible") return;
      const answer = await markReadAction({ conversationId }).catch(() => undefined);
      // What could not be noted now is noted with the next message.
      if (!answer || answer.serverError) return;
      queries.setQueryData(conversationQuery(conversationId).queryKey, (detail) =>
        detail ? { ...detail, isUnread: false } : detail,
      );
      await refreshLists(queries, new Set([conversationId]));
    };
    void read();
    document.addEventListener("visibilitychange", read);
    return () => document.removeEventListener("visibilitychange", read);
  }, [conversationId, isUnread, queries]);
}
