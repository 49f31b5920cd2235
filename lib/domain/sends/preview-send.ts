import "server-only";
import type { TenantTx } from "@/db/tenant";
import type { GateDecision } from "@/lib/domain/compliance/gate-decision";
import { judgeForContact } from "@/lib/domain/contact-gate/judge-for-contact";
import type { CreditQuote } from "@/lib/domain/credits/credit-quote";
import type { LineRow } from "@/lib/domain/lines/line-row";
import type { SegmentCount } from "./count-segments";
import { findSendLine } from "./find-send-line";
import { plannedTime } from "./planned-time";
import { quoteSend } from "./quote-send";
import { resolveRecipient } from "./resolve-recipient";
import type { SendRequest } from "./send-request";

export type SendPreview = SegmentCount & {
  decision: GateDecision;
  line: Pick<LineRow, "id" | "label" | "address" | "provider" | "channel"> | null;
  address: string;
  quote: CreditQuote;
};

/**
 * What the gate would say to a message now or at its planned time, which line it would go by and what it would cost.
 * Nothing is stored or reserved: the gate is asked again when it is.
 * @throws AppError as resolveRecipient and plannedTime
 */
export async function previewSend(
  tx: TenantTx,
  request: SendRequest & { scheduledFor: Date | null; now: Date },
): Promise<SendPreview> {
  const { channel, origin, purpose, userId } = request;
  const recipient = await resolveRecipient(tx, request);
  const line = await findSendLine(tx, { ...request, conversationId: recipient.conversationId });
  const counted = quoteSend(channel, request.body);
  const decision = await judgeForContact(tx, {
    contactId: recipient.contactId,
    e164: recipient.address,
    kind: channel,
    origin,
    purpose,
    userId,
    quote: counted.quote,
    now: plannedTime(request),
    ...(line === null ? {} : { lineId: line.id }),
  });
  return { ...counted, decision, line: line && pickLine(line), address: recipient.address };
}

function pickLine({ id, label, address, provider, channel }: LineRow) {
  return { id, label, address, provider, channel };
}
