import "server-only";
import type { TenantTx } from "@/db/tenant";
import { recordAutomation } from "@/lib/domain/automation/record-automation";
import { lockMessages } from "@/lib/domain/messages/lock-messages";
import { recordDoNotContact } from "@/lib/domain/messages/record-do-not-contact";
import { recordMessage } from "@/lib/domain/messages/record-message";
import { isOptedOut } from "@/lib/domain/opt-outs/is-opted-out";
import { normalizePhone } from "@/lib/domain/phones/normalize-phone";
import { noteMissedCall } from "@/lib/domain/text-back/note-missed-call";
import { plausibleInstant } from "@/lib/webhooks/plausible-instant";
import type { ProcessContext } from "@/lib/webhooks/provider";
import type { AlowareEvent, AlowareFact } from "./webhook-event";

const PROVIDER = "aloware";

type Fact<Kind extends AlowareFact["kind"]> = Extract<AlowareFact, { kind: Kind }>;

/** Does what the facts of one event say, in their order. */
export async function recordAlowareFacts(
  tx: TenantTx,
  { facts }: AlowareEvent,
  context: ProcessContext,
): Promise<void> {
  await lockMessages(
    tx,
    facts.flatMap((fact) => (fact.kind === "message" ? [{ ...keyOf(fact), client: clientOf(fact) }] : [])),
  );
  for (const fact of facts) {
    switch (fact.kind) {
      case "marks":
        await followMarks(tx, fact, context);
        break;
      case "message":
        await keepMessage(tx, fact, context);
        break;
      case "call":
        await noteCall(tx, fact, context);
        break;
    }
  }
}

/** Aloware has one space of ids for calls and texts of all of its customers. */
function keyOf({ id }: Fact<"message">) {
  return { provider: PROVIDER, account: "", providerMessageId: id };
}

function clientOf({ client }: Fact<"message">) {
  return { kind: "phone", e164: client } as const;
}

async function keepMessage(tx: TenantTx, fact: Fact<"message">, { eventId, receivedAt }: ProcessContext) {
  const { direction, senderName, body, mediaCount, state, failureCode } = fact;
  const line = fact.line === null ? null : normalizePhone(fact.line);
  await recordMessage(tx, {
    ...keyOf(fact),
    eventId,
    channel: "sms",
    direction,
    client: clientOf(fact),
    line: line?.ok ? line.e164 : fact.line,
    senderName,
    body,
    // Aloware's interface has no address for files of texts (providers-voice C.1): that there are some is all that is known.
    media: Array.from({ length: mediaCount }, () => ({ contentType: null, fileName: null })),
    state,
    failureCode,
    sentAt: plausibleInstant(fact.sentAtMs, receivedAt),
    receivedAt,
  });
}

/** A change of a mark is followed each time; one that other events only bring along, when it is news. */
async function followMarks(tx: TenantTx, fact: Fact<"marks">, { eventId, receivedAt }: ProcessContext) {
  const phone = normalizePhone(fact.phone);
  if (!phone.ok) return;
  const { e164 } = phone;
  const occurredAt = plausibleInstant(fact.atMs, receivedAt);
  for (const { channel, isBlocked, isChange } of fact.marks) {
    if (!isChange && (await isOptedOut(tx, { e164, channel }))) continue;
    await recordDoNotContact(tx, { eventId, provider: PROVIDER, e164, channel, isBlocked, occurredAt, words: null });
  }
}

async function noteCall(tx: TenantTx, fact: Fact<"call">, { eventId, receivedAt }: ProcessContext) {
  const { id, stage, direction, disposition, talkSeconds } = fact;
  await recordAutomation(tx, {
    trigger: "webhook.received",
    action: `call.${stage}_told`,
    subjectType: "call",
    subjectId: null,
    eventId,
    detail: { provider: PROVIDER, providerCallId: id, direction, disposition, talkSeconds },
  });
  if (stage === "closed" && direction === "inbound" && disposition === "missed") {
    await noteMissedCall(tx, { provider: PROVIDER, providerCallId: id, number: fact.client, missedAt: receivedAt });
  }
}
