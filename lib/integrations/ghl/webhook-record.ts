import "server-only";
import type { TenantTx } from "@/db/tenant";
import { auditEvent } from "@/lib/domain/audit/audit-event";
import { recordAutomation } from "@/lib/domain/automation/record-automation";
import { lockContactNumber, lockPeople } from "@/lib/domain/contact-gate/lock-person";
import { findExternalAddress } from "@/lib/domain/contact-mappings/find-external-address";
import { recordExternalContact } from "@/lib/domain/contact-mappings/record-external-contact";
import { removeGhlInstallation } from "@/lib/domain/ghl-installations/remove-ghl-installation";
import { lockStranger } from "@/lib/domain/leads/lock-stranger";
import { lockMessages } from "@/lib/domain/messages/lock-messages";
import { recordDoNotContact } from "@/lib/domain/messages/record-do-not-contact";
import { recordMessage } from "@/lib/domain/messages/record-message";
import { isOptedOut } from "@/lib/domain/opt-outs/is-opted-out";
import { normalizePhone } from "@/lib/domain/phones/normalize-phone";
import { plausibleInstant } from "@/lib/webhooks/plausible-instant";
import type { ProcessContext } from "@/lib/webhooks/provider";
import type { GhlEvent, GhlFact } from "./webhook-event";

const PROVIDER = "ghl";

type Fact<Kind extends GhlFact["kind"]> = Extract<GhlFact, { kind: Kind }>;
type Work = { event: GhlEvent; context: ProcessContext; contactId: string | null };

/** Does what the facts of one event say, in their order; a line after a contact names the firm's own contact. */
export async function recordGhlFacts(tx: TenantTx, event: GhlEvent, context: ProcessContext): Promise<void> {
  const work: Work = { event, context, contactId: null };
  for (const fact of event.facts) {
    switch (fact.kind) {
      case "message":
        await keepMessage(tx, fact, work);
        break;
      case "contact":
        work.contactId = await keepContact(tx, fact, work);
        break;
      case "installation":
        await followInstallation(tx, fact, work);
        break;
      case "note":
        await note(tx, fact, work);
        break;
    }
  }
}

async function keepMessage(tx: TenantTx, fact: Fact<"message">, work: Work): Promise<void> {
  const { eventId, receivedAt } = work.context;
  const { id, channel, direction, contactId, body, mediaCount, state, failureCode, failureReason } = fact;
  const account = work.event.locationId ?? "";
  const told = fact.phone === null ? null : normalizePhone(fact.phone);
  const person = contactId === null ? null : { provider: PROVIDER, account, externalId: contactId };
  const known = person === null ? null : await findExternalAddress(tx, person);
  const address = told?.ok ? told.e164 : known;
  if (address === null) {
    return note(tx, { kind: "note", subjectType: "contact", detail: { recordId: id, reason: "no_person" } }, work);
  }
  const message = {
    provider: PROVIDER,
    account,
    providerMessageId: id,
    client: { kind: "phone", e164: address },
  } as const;
  const sentAt = plausibleInstant(fact.sentAtMs, receivedAt);
  await lockMessages(tx, [message]);
  if (person !== null && told?.ok && !isNumber(known)) {
    await recordExternalContact(tx, { ...person, eventId, e164: told.e164, displayName: null, statedAt: sentAt });
  }
  const line = fact.line === null ? null : normalizePhone(fact.line);
  await recordMessage(tx, {
    ...message,
    eventId,
    channel,
    direction,
    line: line?.ok ? line.e164 : fact.line,
    senderName: null,
    body,
    media: Array.from({ length: mediaCount }, () => ({ contentType: null, fileName: null })),
    state,
    failureCode,
    failureReason,
    sentAt,
    receivedAt,
  });
}

/** Older events name a person by HighLevel's id alone; the first that brings the number places what came before it. */
function isNumber(address: string | null): boolean {
  return address !== null && normalizePhone(address).ok;
}

/** Marks first: a stop comes before any other write of its transaction. */
async function keepContact(tx: TenantTx, fact: Fact<"contact">, { event, context }: Work): Promise<string | null> {
  const { eventId, receivedAt } = context;
  const person = { provider: PROVIDER, account: event.locationId ?? "", externalId: fact.id };
  const told = fact.phone === null ? null : normalizePhone(fact.phone);
  const known = normalizePhone(await findExternalAddress(tx, person));
  const number = told?.ok ? told : known;
  const statedAt = plausibleInstant(fact.statedAtMs, receivedAt);
  if (number.ok) {
    // All places before the first audited write: messages that wait for the number may make a lead.
    await lockContactNumber(tx, number.e164);
    await lockStranger(tx, number.e164);
    await lockPeople(tx, { addresses: [number.e164] });
  }
  for (const { channel, isBlocked, words } of number.ok ? fact.marks : []) {
    const mark = { provider: PROVIDER, e164: number.ok ? number.e164 : "", channel };
    if (!fact.areMarksChanged && (await isOptedOut(tx, mark))) continue;
    await recordDoNotContact(tx, { ...mark, eventId, isBlocked, occurredAt: statedAt, words });
  }
  const e164 = told?.ok ? told.e164 : null;
  const { contactId } = await recordExternalContact(tx, {
    ...person,
    eventId,
    e164,
    displayName: fact.name,
    statedAt,
  });
  return contactId;
}

/** An installation is taken at the platform's own door; here a firm's claim ends, or the firm hears of what is known. */
async function followInstallation(tx: TenantTx, { isInstalled }: Fact<"installation">, work: Work): Promise<void> {
  const { locationId, sentAtMs } = work.event;
  const isEnded =
    !isInstalled && locationId !== null
      ? await removeGhlInstallation(tx, { locationId, removedAt: new Date(sentAtMs ?? work.context.receivedAt) })
      : false;
  if (isEnded) {
    const subject = { subjectType: "ghl_installations", subjectId: locationId };
    await auditEvent(tx, { action: "ghl_installation.uninstall", ...subject, outcome: "done", detail: {} });
  }
  await recordLine(tx, work, {
    status: isEnded ? "done" : "skipped",
    subjectType: "contact",
    subjectId: null,
    detail: { locationId },
  });
}

/** Nothing is done yet with most records of HighLevel: the line says that they were told. */
function note(tx: TenantTx, { subjectType, detail }: Fact<"note">, work: Work): Promise<void> {
  const subjectId = subjectType === "contact" ? work.contactId : null;
  return recordLine(tx, work, { status: "skipped", subjectType, subjectId, detail });
}

type Line = Pick<Parameters<typeof recordAutomation>[1], "status" | "subjectType" | "subjectId" | "detail">;

function recordLine(tx: TenantTx, { event, context }: Work, line: Line): Promise<void> {
  return recordAutomation(tx, {
    trigger: "webhook.received",
    action: `ghl.${event.type}`,
    eventId: context.eventId,
    ...line,
    detail: { provider: PROVIDER, ...line.detail },
  });
}
