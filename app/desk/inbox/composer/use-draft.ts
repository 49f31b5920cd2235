"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { saveDraftAction } from "../actions";
import { conversationQuery } from "../read-inbox";

const SAVE_AFTER_MS = 700;

type Draft = { body: string; channel: "sms" | "whatsapp" };

/** Keeps what is being written: a moment after the last key, and when the conversation is left. */
export function useDraft(conversationId: string, draft: Draft): { clear: () => void } {
  const queries = useQueryClient();
  const saved = useRef(draft);
  const newest = useRef(draft);
  newest.current = draft;
  const save = useRef(() => {});
  save.current = () => {
    const { body, channel } = newest.current;
    if (body === saved.current.body && channel === saved.current.channel) return;
    saved.current = { body, channel };
    queries.setQueryData(conversationQuery(conversationId).queryKey, (detail) =>
      detail ? { ...detail, draft: body === "" ? null : { body, channel } } : detail,
    );
    // A draft that could not be kept now is kept with the next key.
    saveDraftAction({ conversationId, body, channel }).catch(() => {
      saved.current = { body: "", channel };
    });
  };

  const { body, channel } = draft;
  useEffect(() => {
    if (body === saved.current.body && channel === saved.current.channel) return;
    const timer = setTimeout(() => save.current(), SAVE_AFTER_MS);
    return () => clearTimeout(timer);
  }, [body, channel]);

  useEffect(() => {
    const keep = () => save.current();
    window.addEventListener("pagehide", keep);
    return () => {
      window.removeEventListener("pagehide", keep);
      keep();
    };
  }, []);

  return {
    clear: () => {
      newest.current = { ...newest.current, body: "" };
      save.current();
    },
  };
}
