import "server-only";
import type { SEND_ORIGINS } from "@/db/schema/message-sends";
import type { ContactPurpose } from "@/lib/domain/compliance/gate-facts";
import type { MessageChannel } from "@/lib/domain/messages/message-input";
import type { SendTarget } from "./resolve-recipient";

export type SendOrigin = (typeof SEND_ORIGINS)[number];

/** What somebody, or something, wants sent. */
export type SendRequest = {
  to: SendTarget;
  channel: MessageChannel;
  /** Null: the line that fits the conversation (see chooseLine). */
  lineId: string | null;
  body: string;
  origin: SendOrigin;
  purpose: ContactPurpose;
  /** Who wrote it; null for what no person wrote. */
  userId: string | null;
};
