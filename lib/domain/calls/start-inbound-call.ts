import "server-only";
import { and, eq } from "drizzle-orm";
import { callLogs } from "@/db/schema/call-logs";
import { callTokens } from "@/db/schema/call-tokens";
import { caseDetails } from "@/db/schema/case-details";
import { connections } from "@/db/schema/connections";
import { firms } from "@/db/schema/firms";
import type { TenantTx } from "@/db/tenant";
import { recordAutomation } from "@/lib/domain/automation/record-automation";
import { CASE_DETAIL_FIELDS, caseDetailField } from "@/lib/domain/details/case-detail-fields.schema";
import { createLeadFromStranger } from "@/lib/domain/leads/create-lead-from-stranger";
import { lockStranger } from "@/lib/domain/leads/lock-stranger";
import { formatPhone } from "@/lib/domain/phones/format-phone";
import { normalizePhone } from "@/lib/domain/phones/normalize-phone";
import { areCallsSimulated } from "./are-calls-simulated";
import { type CallFlags, speakable } from "./call-payload";
import { callStateRank } from "./call-state-rank";
import { CALL_TOOLS, type CallTool } from "./call-tools.schema";
import { type MatchedCaller, matchCaller } from "./match-caller";

export type InboundCall = {
  provider: string;
  providerCallId: string;
  /** As the provider sent it; null when the number was withheld. */
  number: string | null;
  tokenHash: Buffer;
  receivedAt: Date;
};

export type StartedInboundCall =
  | { kind: "unavailable"; reason: "not_connected" | "suspended" }
  | {
      kind: "answered";
      assistantId: string;
      /** All that the assistant is told: no value of a case, only whether the firm has one. */
      facts: { firmName: string; callbackNumber: string; firstName: string; language: "en" | "es"; flags: CallFlags };
    };

/** A number that was withheld, in the place of an E.164 number (RFC 3323 calls such a caller so). */
const ANONYMOUS = "anonymous";

/** What an assistant may do for somebody who is not known to be a client with one open case. */
const TOOLS_WITHOUT_CASE: readonly CallTool[] = ["request_callback", "stop_contacting", "transfer_to_staff"];
const TOKEN_LIFETIME_MS = 2 * 3_600_000;

/**
 * Takes a call to the firm: finds who calls by the number, makes a lead of somebody unknown, and opens the call with a
 * token for what the assistant may do in it. The same call announced twice is one call and one lead.
 */
export async function startInboundCall(tx: TenantTx, inbound: InboundCall): Promise<StartedInboundCall> {
  const [firm] = await tx.select().from(firms).limit(1);
  const normalized = inbound.number === null ? null : normalizePhone(inbound.number);
  const number = normalized?.ok ? normalized.e164 : null;
  await lockStranger(tx, number ?? inbound.providerCallId);
  const caller: MatchedCaller = number === null ? { kind: "unknown" } : await matchCaller(tx, number);
  const language = "contact" in caller ? caller.contact.preferredLanguage : (firm?.locale ?? "en");
  const callId = await openCall(tx, { inbound, number, caller, language });
  if (!firm || firm.suspendedAt !== null) return { kind: "unavailable", reason: "suspended" };
  const [connection] = await tx
    .select({ state: connections.state, settings: connections.settings })
    .from(connections)
    .where(eq(connections.serviceName, "vapi"));
  const assistantId = connection?.settings.assistantId;
  if (connection?.state === "disconnected" || assistantId === undefined) {
    return { kind: "unavailable", reason: "not_connected" };
  }
  const caseId = caller.kind === "contact" ? caller.caseId : null;
  const flags = caseId === null ? {} : await knownFields(tx, caseId);
  await tx.insert(callTokens).values({
    callId,
    caseId,
    tokenHash: inbound.tokenHash,
    allowedFields:
      caseId === null ? [] : caseDetailField.options.filter((field) => !flags[CASE_DETAIL_FIELDS[field].flag]),
    allowedTools: [...(caseId === null ? TOOLS_WITHOUT_CASE : CALL_TOOLS)],
    expiresAt: new Date(inbound.receivedAt.getTime() + TOKEN_LIFETIME_MS),
  });
  const callbackNumber = firm.callbackNumber === null ? "" : formatPhone(firm.callbackNumber);
  const firstName = caller.kind === "contact" ? speakable(caller.contact.firstName) : "";
  return {
    kind: "answered",
    assistantId,
    facts: { firmName: speakable(firm.name), callbackNumber, firstName, language, flags },
  };
}

type Opening = { inbound: InboundCall; number: string | null; caller: MatchedCaller; language: "en" | "es" };

async function openCall(tx: TenantTx, { inbound, number, caller, language }: Opening): Promise<string> {
  const { provider, providerCallId, receivedAt } = inbound;
  const [known] = await tx
    .select({ id: callLogs.id })
    .from(callLogs)
    .where(and(eq(callLogs.provider, provider), eq(callLogs.providerCallId, providerCallId)));
  if (known) return known.id;
  const lead =
    caller.kind === "unknown" ? await createLeadFromStranger(tx, { via: "call", number, language, receivedAt }) : null;
  const [call] = await tx
    .insert(callLogs)
    .values({
      direction: "inbound",
      purpose: "inbound",
      language,
      caseId: caller.kind === "contact" ? caller.caseId : null,
      contactId: "contact" in caller ? caller.contact.id : null,
      leadId: lead?.leadId ?? null,
      clientNumber: number ?? ANONYMOUS,
      state: "ringing",
      stateRank: callStateRank("ringing"),
      scheduledFor: receivedAt,
      dialState: "none",
      provider,
      providerCallId,
      isSimulated: areCallsSimulated(),
    })
    .returning({ id: callLogs.id });
  if (!call) throw new Error("the call was not stored");
  await recordAutomation(tx, {
    trigger: "call.inbound",
    action: lead?.isNew ? "lead.created" : "caller.matched",
    subjectType: "call",
    subjectId: call.id,
    detail: { match: caller.kind },
  });
  return call.id;
}

async function knownFields(tx: TenantTx, caseId: string): Promise<CallFlags> {
  const rows = await tx.select({ field: caseDetails.field }).from(caseDetails).where(eq(caseDetails.caseId, caseId));
  const known = new Set(rows.map(({ field }) => field));
  return Object.fromEntries(caseDetailField.options.map((field) => [CASE_DETAIL_FIELDS[field].flag, known.has(field)]));
}
