"use client";

import { useEffect, useRef } from "react";
import { touchPresenceAction } from "../actions";

const STILL_HERE_MS = 20_000;
const STILL_TYPING_MS = 5_000;

/** Tells the others that the conversation is open here, and that somebody is writing. */
export function usePresence(conversationId: string, body: string): void {
  const toldTypingAt = useRef(0);
  const isFirst = useRef(true);

  useEffect(() => {
    const tell = () => {
      if (document.visibilityState === "visible") void touch(conversationId, false);
    };
    tell();
    const timer = setInterval(tell, STILL_HERE_MS);
    return () => clearInterval(timer);
  }, [conversationId]);

  useEffect(() => {
    if (isFirst.current || body === "") {
      isFirst.current = false;
      return;
    }
    if (Date.now() - toldTypingAt.current < STILL_TYPING_MS) return;
    toldTypingAt.current = Date.now();
    void touch(conversationId, true);
  }, [body, conversationId]);
}

/** A sign of life that is lost is made good by the next one. */
async function touch(conversationId: string, isTyping: boolean): Promise<void> {
  await touchPresenceAction({ conversationId, isTyping }).catch(() => undefined);
}
