import "server-only";
import { type LINE_PROVIDERS, type LineSettings, lines } from "@/db/schema/lines";
import type { MessageChannel } from "@/lib/domain/messages/message-input";

export type LineProvider = (typeof LINE_PROVIDERS)[number];
export type LineState = "connected" | "connecting" | "disconnected" | "failing";

/** A line as it stands; no secret is in it. */
export type LineRow = {
  id: string;
  provider: LineProvider;
  channel: MessageChannel;
  /** E.164, or the name of the WhatsApp instance. */
  address: string;
  label: string;
  /** The firm's id at the provider. */
  account: string | null;
  settings: LineSettings;
  state: LineState;
  /** A code of line-reason.ts; null where there is nothing to say. */
  stateReason: string | null;
  stateChangedAt: Date;
  isDefault: boolean;
  /** A line that was removed stays for the messages that went over it, and sends nothing any more. */
  removedAt: Date | null;
  createdAt: Date;
};

export const lineColumns = {
  id: lines.id,
  provider: lines.provider,
  channel: lines.channel,
  address: lines.address,
  label: lines.label,
  account: lines.account,
  settings: lines.settings,
  state: lines.state,
  stateReason: lines.stateReason,
  stateChangedAt: lines.stateChangedAt,
  isDefault: lines.isDefault,
  removedAt: lines.removedAt,
  createdAt: lines.createdAt,
};
