import "server-only";
import type { TenantTx } from "@/db/tenant";
import { recordAutomation } from "@/lib/domain/automation/record-automation";
import { lockMessages } from "@/lib/domain/messages/lock-messages";
import { recordMessage } from "@/lib/domain/messages/record-message";
import { recordMessageDeletion } from "@/lib/domain/messages/record-message-deletion";
import { recordMessageEdit } from "@/lib/domain/messages/record-message-edit";
import { recordMessageState } from "@/lib/domain/messages/record-message-state";
import { normalizePhone } from "@/lib/domain/phones/normalize-phone";
import { plausibleInstant } from "@/lib/webhooks/plausible-instant";
import type { ProcessContext } from "@/lib/webhooks/provider";
import type { EvolutionEvent, EvolutionFact, WhatsappKey } from "./webhook-event";

const PROVIDER = "evolution";

/** Does what the facts of one event say, in their order. */
export async function recordEvolutionFacts(
  tx: TenantTx,
  event: EvolutionEvent,
  context: ProcessContext,
): Promise<void> {
  const keys = event.facts.flatMap((fact) => ("key" in fact ? [messageOf(event, fact.key)] : []));
  await lockMessages(tx, keys);
  for (const fact of event.facts) await record(tx, { event, fact, context });
}

type Told = { event: EvolutionEvent; fact: EvolutionFact; context: ProcessContext };

async function record(tx: TenantTx, { event, fact, context }: Told): Promise<void> {
  const { eventId, receivedAt } = context;
  switch (fact.kind) {
    case "message": {
      const { senderName, body, media, state } = fact;
      const sentAt = plausibleInstant(fact.sentAtMs, receivedAt);
      const told = { eventId, senderName, body, media, state, sentAt, receivedAt };
      await recordMessage(tx, { ...messageOf(event, fact.key), ...told });
      return;
    }
    case "state": {
      const failureCode = fact.state === "failed" ? "ERROR" : null;
      const told = { eventId, state: fact.state, at: receivedAt, failureCode };
      await recordMessageState(tx, { ...messageOf(event, fact.key), ...told });
      return;
    }
    case "edit": {
      const at = plausibleInstant(fact.atMs, receivedAt);
      await recordMessageEdit(tx, { ...messageOf(event, fact.key), eventId, body: fact.body, at });
      return;
    }
    case "deletion":
      // The gateway tells no time of it.
      await recordMessageDeletion(tx, { ...messageOf(event, fact.key), eventId, at: receivedAt });
      return;
    case "connection":
    case "call":
      await note(tx, { event, fact, eventId });
      return;
  }
}

/** A WhatsApp message of this firm's instance. The firm's side is its number where the gateway tells it. */
function messageOf({ instance, owner }: EvolutionEvent, { id, jid, isFromFirm }: WhatsappKey) {
  const phone = owner === null ? null : normalizePhone(owner);
  return {
    provider: PROVIDER,
    account: instance ?? "",
    providerMessageId: id,
    channel: "whatsapp",
    direction: isFromFirm ? "outbound" : "inbound",
    client: { kind: "whatsapp_id", jid },
    line: phone?.ok ? phone.e164 : instance,
  } as const;
}

type Noted = {
  event: EvolutionEvent;
  fact: Extract<EvolutionFact, { kind: "connection" | "call" }>;
  eventId: string;
};

async function note(tx: TenantTx, { event, fact, eventId }: Noted): Promise<void> {
  const about = { provider: PROVIDER, instance: event.instance };
  const line =
    fact.kind === "call"
      ? ({
          action: "call.whatsapp_told",
          subjectType: "call",
          detail: { ...about, providerCallId: fact.id, status: fact.status },
        } as const)
      : ({
          action: "whatsapp.connection_told",
          subjectType: "message",
          detail: { ...about, state: fact.state, reason: fact.reason },
        } as const);
  await recordAutomation(tx, { trigger: "webhook.received", subjectId: null, eventId, ...line });
}
