import "server-only";
import type { TenantTx } from "@/db/tenant";
import { recordAutomation } from "@/lib/domain/automation/record-automation";
import { findInstanceLine } from "@/lib/domain/lines/find-instance-line";
import { lockMessages } from "@/lib/domain/messages/lock-messages";
import { placeMessages } from "@/lib/domain/messages/place-messages";
import { recordMessage } from "@/lib/domain/messages/record-message";
import { recordMessageDeletion } from "@/lib/domain/messages/record-message-deletion";
import { recordMessageEdit } from "@/lib/domain/messages/record-message-edit";
import { recordMessageState } from "@/lib/domain/messages/record-message-state";
import { resolveClient } from "@/lib/domain/messages/resolve-client";
import { normalizePhone } from "@/lib/domain/phones/normalize-phone";
import { plausibleInstant } from "@/lib/webhooks/plausible-instant";
import type { ProcessContext } from "@/lib/webhooks/provider";
import { recordConnection } from "./webhook-connection";
import type { EvolutionEvent, EvolutionFact, WhatsappKey } from "./webhook-event";

const PROVIDER = "evolution";

/** Does what the facts of one event say, in their order. */
export async function recordEvolutionFacts(
  tx: TenantTx,
  event: EvolutionEvent,
  context: ProcessContext,
): Promise<void> {
  const lineName = await nameLine(tx, event);
  const messageOf = (key: WhatsappKey) => messageBy({ event, lineName }, key);
  const keys = event.facts.flatMap((fact) => ("key" in fact ? [fact.key] : []));
  const revealed = keys.flatMap((key) =>
    key.hiddenJid === null ? [] : [{ key, hidden: { ...key, jid: key.hiddenJid } }],
  );
  await lockMessages(tx, [...keys, ...revealed.map(({ hidden }) => hidden)].map(messageOf));
  for (const { key, hidden } of revealed) await reveal(tx, { key, hidden, eventId: context.eventId });
  for (const fact of event.facts) await record(tx, { event, fact, context, messageOf });
}

/** What was kept under the id that hid the number, and what was asked for under it, is the number's. */
async function reveal(
  tx: TenantTx,
  { key, hidden, eventId }: { key: WhatsappKey; hidden: WhatsappKey; eventId: string },
): Promise<void> {
  const { e164 } = resolveClient({ kind: "whatsapp_id", jid: key.jid });
  const { address } = resolveClient({ kind: "whatsapp_id", jid: hidden.jid });
  if (e164 !== null) await placeMessages(tx, { address, e164, provider: PROVIDER, eventId });
}

type Told = {
  event: EvolutionEvent;
  fact: EvolutionFact;
  context: ProcessContext;
  messageOf: (key: WhatsappKey) => ReturnType<typeof messageBy>;
};

async function record(tx: TenantTx, { event, fact, context, messageOf }: Told): Promise<void> {
  const { eventId, receivedAt } = context;
  switch (fact.kind) {
    case "message": {
      const { senderName, body, media, state } = fact;
      const sentAt = plausibleInstant(fact.sentAtMs, receivedAt);
      const told = { eventId, senderName, body, media, state, sentAt, receivedAt };
      await recordMessage(tx, { ...messageOf(fact.key), ...told });
      return;
    }
    case "state": {
      const failureCode = fact.state === "failed" ? "ERROR" : null;
      const told = { eventId, state: fact.state, at: receivedAt, failureCode };
      await recordMessageState(tx, { ...messageOf(fact.key), ...told });
      return;
    }
    case "edit": {
      const at = plausibleInstant(fact.atMs, receivedAt);
      await recordMessageEdit(tx, { ...messageOf(fact.key), eventId, body: fact.body, at });
      return;
    }
    case "deletion":
      // The gateway tells no time of it.
      await recordMessageDeletion(tx, { ...messageOf(fact.key), eventId, at: receivedAt });
      return;
    case "connection":
      await recordConnection(tx, { event, fact, receivedAt });
      await note(tx, { event, fact, eventId });
      return;
    case "call":
      await note(tx, { event, fact, eventId });
      return;
  }
}

/**
 * What the firm's side of the messages is called: its number where the gateway tells it. A line of WhatsApp Business goes by
 * its instance, which the proof of the event names: its number is Meta's word, and the gateway need not know it.
 */
async function nameLine(tx: TenantTx, { instance, owner }: EvolutionEvent): Promise<string | null> {
  const phone = owner === null ? null : normalizePhone(owner);
  if (!phone?.ok || instance === null) return phone?.ok ? phone.e164 : instance;
  const line = await findInstanceLine(tx, instance);
  return line?.settings.whatsapp === "business" ? instance : phone.e164;
}

/** A WhatsApp message of this firm's instance. */
function messageBy(
  { event, lineName }: { event: EvolutionEvent; lineName: string | null },
  { id, jid, isFromFirm }: WhatsappKey,
) {
  return {
    provider: PROVIDER,
    account: event.instance ?? "",
    providerMessageId: id,
    channel: "whatsapp",
    direction: isFromFirm ? "outbound" : "inbound",
    client: { kind: "whatsapp_id", jid },
    line: lineName,
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
