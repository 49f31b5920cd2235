"use client";

import { createContext, useContext } from "react";
import type { Colleague } from "./inbox-data";

export type InboxLine = {
  id: string;
  label: string;
  address: string;
  provider: string;
  channel: "sms" | "whatsapp";
  state: string;
};

export type InboxTemplate = {
  id: string;
  name: string;
  shortcut: string | null;
  bodyEn: string;
  bodyEs: string | null;
};

/** What is the same for every conversation: who reads, what they may do, and what the firm has. */
export type InboxSetting = {
  me: Colleague;
  can: {
    write: boolean;
    send: boolean;
    recordWish: boolean;
    addContact: boolean;
    placeCall: boolean;
    connectLine: boolean;
  };
  colleagues: readonly Colleague[];
  lines: readonly InboxLine[];
  templates: readonly InboxTemplate[];
  firmTimeZone: string;
  /** How far the clock by which hours are judged is ahead of the real one; 0 but in the demo. */
  contactClockOffsetMs: number;
};

export const InboxContext = createContext<InboxSetting | null>(null);

/** The setting of the inbox around this component. */
export function useInbox(): InboxSetting {
  const setting = useContext(InboxContext);
  if (!setting) throw new Error("useInbox is only available inside the inbox");
  return setting;
}
