import "server-only";
import { and, eq, gte, inArray } from "drizzle-orm";
import { automationLogs } from "@/db/schema/automation-logs";
import { complianceSettings } from "@/db/schema/compliance-settings";
import { firms } from "@/db/schema/firms";
import { messageSends } from "@/db/schema/message-sends";
import { messages } from "@/db/schema/messages";
import type { TenantTx } from "@/db/tenant";
import { deriveUuid } from "@/lib/core/derive-uuid";
import { recordAutomation } from "@/lib/domain/automation/record-automation";
import { type MatchedCaller, matchCaller } from "@/lib/domain/calls/match-caller";
import { lockPerson } from "@/lib/domain/contact-gate/lock-person";
import { reserveSend } from "@/lib/domain/sends/reserve-send";
import { loadTemplateValues } from "@/lib/domain/templates/load-template-values";
import type { MissedCall } from "./record-missed-call";
import { textBackBody } from "./text-back-body";

const TRIGGER = "call.missed";
/** Who called twice within a day is written to once. */
const ONCE_IN_MS = 24 * 3_600_000;
/** A call that is told of late (a provider that was down, events that were fetched) is not answered out of the blue. */
const MAX_LATENESS_MS = 10 * 60_000;

export type TextBackResult =
  | { kind: "sent"; messageId: string }
  | { kind: "skipped"; reason: "off" | "too_late" | "recent" | "adverse_party" | "no_line" | "no_text" }
  | { kind: "blocked"; rules: string[] }
  | { kind: "settled" };

/**
 * Writes to somebody whose call nobody took, in their language, once in a day and only if the gate lets it; the log says
 * what came of it and why. A repeat for the same call changes nothing.
 */
export async function sendTextBack(
  tx: TenantTx,
  { call, callId, now }: { call: MissedCall; callId: string; now: Date },
): Promise<TextBackResult> {
  await lockPerson(tx, { address: call.number });
  const [dealtWith] = await tx
    .select({ id: automationLogs.id })
    .from(automationLogs)
    .where(and(eq(automationLogs.subjectId, callId), eq(automationLogs.trigger, TRIGGER)))
    .limit(1);
  if (dealtWith) return { kind: "settled" };
  const result = await attempt(tx, { call, callId, now });
  const reason = result.kind === "blocked" ? result.rules.join(",") : result.kind === "skipped" ? result.reason : null;
  await recordAutomation(tx, {
    trigger: TRIGGER,
    action: "text_back.send",
    status: result.kind === "sent" ? "done" : "skipped",
    subjectType: "call",
    subjectId: callId,
    detail: { result: result.kind, reason },
  });
  return result;
}

async function attempt(
  tx: TenantTx,
  { call, callId, now }: { call: MissedCall; callId: string; now: Date },
): Promise<TextBackResult> {
  const [settings] = await tx.select().from(complianceSettings);
  if (!settings?.isTextBackEnabled) return { kind: "skipped", reason: "off" };
  if (now.getTime() - call.missedAt.getTime() > MAX_LATENESS_MS) return { kind: "skipped", reason: "too_late" };
  if (await wasAnswered(tx, { number: call.number, now })) return { kind: "skipped", reason: "recent" };
  const caller = await matchCaller(tx, call.number);
  // Who stands on the other side of a case may have a lawyer, and then only that lawyer is written to (Model Rule 4.2).
  if (caller.kind === "adverse") return { kind: "skipped", reason: "adverse_party" };
  const contactId = caller.kind === "contact" ? caller.contact.id : null;
  const language = await languageOf(tx, caller);
  const { values } = await loadTemplateValues(tx, { contactId, userId: null });
  const body = textBackBody(language === "es" ? settings.textBackEs : settings.textBackEn, language, values);
  if (body === null) return { kind: "skipped", reason: "no_text" };
  const sent = await reserveSend(tx, {
    to: contactId === null ? { address: call.number } : { contactId, e164: call.number },
    channel: "sms",
    lineId: null,
    body,
    origin: "text_back",
    purpose: "missed_call",
    idempotencyKey: deriveUuid(`text_back:${callId}`),
    userId: null,
    scheduledFor: null,
    now,
  });
  if (sent.kind === "accepted") return { kind: "sent", messageId: sent.messageId };
  if (sent.kind === "no_line") return { kind: "skipped", reason: "no_line" };
  const rules = sent.decision.rules.filter(({ status }) => status === "blocked").map(({ code }) => code);
  return { kind: "blocked", rules };
}

/** One that was refused, blocked or taken back before it left reached nobody. */
async function wasAnswered(tx: TenantTx, { number, now }: { number: string; now: Date }): Promise<boolean> {
  const [earlier] = await tx
    .select({ messageId: messageSends.messageId })
    .from(messageSends)
    .innerJoin(messages, and(eq(messages.tenantId, messageSends.tenantId), eq(messages.id, messageSends.messageId)))
    .where(
      and(
        eq(messages.clientAddress, number),
        eq(messageSends.origin, "text_back"),
        gte(messages.sentAt, new Date(now.getTime() - ONCE_IN_MS)),
        inArray(messageSends.state, ["waiting", "sending", "accepted", "unknown"]),
      ),
    )
    .limit(1);
  return earlier !== undefined;
}

async function languageOf(tx: TenantTx, caller: MatchedCaller): Promise<"en" | "es"> {
  if ("contact" in caller) return caller.contact.preferredLanguage;
  const [firm] = await tx.select({ locale: firms.locale }).from(firms).limit(1);
  return firm?.locale ?? "en";
}
