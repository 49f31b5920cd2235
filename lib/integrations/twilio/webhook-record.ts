import "server-only";
import type { TenantTx } from "@/db/tenant";
import { recordAutomation } from "@/lib/domain/automation/record-automation";
import { lockMessages } from "@/lib/domain/messages/lock-messages";
import { recordDoNotContact } from "@/lib/domain/messages/record-do-not-contact";
import { recordMessage } from "@/lib/domain/messages/record-message";
import { recordMessageState } from "@/lib/domain/messages/record-message-state";
import { normalizePhone } from "@/lib/domain/phones/normalize-phone";
import { joinByReference } from "@/lib/domain/sends/join-by-reference";
import { noteMissedCall } from "@/lib/domain/text-back/note-missed-call";
import { plausibleInstant } from "@/lib/webhooks/plausible-instant";
import type { ProcessContext } from "@/lib/webhooks/provider";
import type { TwilioFact } from "./webhook-fact";

const PROVIDER = "twilio";
/** The receiver has opted out at Twilio: "Attempt to send to unsubscribed recipient". */
const UNSUBSCRIBED = "21610";

type Fact<Kind extends TwilioFact["kind"]> = Extract<TwilioFact, { kind: Kind }>;

/** Does what the facts of one event say, in their order. */
export async function recordTwilioFacts(
  tx: TenantTx,
  facts: readonly TwilioFact[],
  context: ProcessContext,
): Promise<void> {
  await lockMessages(
    tx,
    facts.flatMap((fact) => (fact.kind === "call" ? [] : [{ ...keyOf(fact), client: clientOf(fact) }])),
  );
  for (const fact of facts) {
    switch (fact.kind) {
      case "message":
        await keepMessage(tx, fact, context);
        break;
      case "status":
        await keepStatus(tx, fact, context);
        break;
      case "call":
        await noteCall(tx, fact, context);
        break;
    }
  }
}

/** Twilio's ids are unique over all accounts. */
function keyOf({ sid }: { sid: string }) {
  return { provider: PROVIDER, account: "", providerMessageId: sid };
}

function clientOf(fact: Fact<"message"> | Fact<"status">) {
  return { kind: "phone", e164: fact.kind === "message" ? fact.from : fact.to } as const;
}

function lineOf(fact: Fact<"message"> | Fact<"status">): string {
  const written = fact.kind === "message" ? fact.to : fact.from;
  const phone = normalizePhone(written);
  return phone.ok ? phone.e164 : written;
}

async function keepMessage(tx: TenantTx, fact: Fact<"message">, { eventId, receivedAt }: ProcessContext) {
  const { channel, senderName, body, media, optOutKeyword, sentAtMs } = fact;
  await recordMessage(tx, {
    ...keyOf(fact),
    eventId,
    channel,
    direction: "inbound",
    client: clientOf(fact),
    line: lineOf(fact),
    senderName,
    body,
    media,
    state: "received",
    sentAt: plausibleInstant(sentAtMs, receivedAt),
    receivedAt,
    optOutKeyword,
  });
}

async function keepStatus(tx: TenantTx, fact: Fact<"status">, { eventId, receivedAt }: ProcessContext) {
  const { channel, state, failureCode, failureReason } = fact;
  const at = plausibleInstant(fact.atMs, receivedAt);
  const phone = normalizePhone(fact.to);
  if (failureCode === UNSUBSCRIBED && phone.ok) {
    const mark = { channel, isBlocked: true, source: "carrier", occurredAt: at, words: null } as const;
    await recordDoNotContact(tx, { eventId, provider: PROVIDER, e164: phone.e164, ...mark });
  }
  const about = { ...keyOf(fact), client: clientOf(fact), line: lineOf(fact), channel, eventId, at };
  const { reference } = fact;
  const parked =
    reference === null || !phone.ok
      ? null
      : await joinByReference(tx, { key: keyOf(fact), reference, e164: phone.e164 });
  if (parked !== null) await recordMessageState(tx, { ...about, ...parked });
  await recordMessageState(tx, { ...about, state, failureCode, failureReason });
}

/** Twilio's id of a call is not known of calls that another provider placed through it, so the line names no call. */
async function noteCall(tx: TenantTx, fact: Fact<"call">, { eventId, receivedAt }: ProcessContext) {
  const { sid, status, direction, durationSeconds, answeredBy } = fact;
  await recordAutomation(tx, {
    trigger: "webhook.received",
    action: "call.status_told",
    subjectType: "call",
    subjectId: null,
    eventId,
    detail: { provider: PROVIDER, providerCallId: sid, status, direction, durationSeconds, answeredBy },
  });
  if (direction === "inbound" && (status === "no-answer" || status === "busy")) {
    await noteMissedCall(tx, { provider: PROVIDER, providerCallId: sid, number: fact.from, missedAt: receivedAt });
  }
}
