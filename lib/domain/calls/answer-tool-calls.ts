import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { callLogs } from "@/db/schema/call-logs";
import { callToolInvocations } from "@/db/schema/call-tool-invocations";
import type { TenantTx } from "@/db/tenant";
import { secretsEqual } from "@/lib/core/sha256";
import { auditEvent } from "@/lib/domain/audit/audit-event";
import { CALL_TOOLS, type CallTool } from "./call-tools.schema";
import { type LockedCall, lockCall } from "./lock-call";
import { takeOverTurns } from "./record-transcript";
import { findStopTurn } from "./suppress-contact";
import { findToolAuthority, isGrantUsable, saidAtOf, TOKEN_ARGUMENT, type ToolAuthority } from "./tool-authority";
import type { CallToolWork, ToolCalls, ToolContext, ToolRefusal, ToolRequest } from "./tools/call-tool";
import { confirmIdentity } from "./tools/confirm-identity";
import { getMissingInformation } from "./tools/get-missing-information";
import { requestCallback } from "./tools/request-callback";
import { saveCaseDetail } from "./tools/save-case-detail";
import { stopContacting } from "./tools/stop-contacting";
import { transferToStaff } from "./tools/transfer-to-staff";

export type ToolAnswer = { result: string } | { error: string };

type Refusal =
  | ToolRefusal
  | "call_token_expired"
  | "call_token_missing"
  | "foreign_call_token"
  | "tool_not_allowed"
  | "too_many_tools"
  | "unknown_tool"
  | "unreadable_arguments";

type Answered = { answer: ToolAnswer; refusal: Refusal | null; field: string | null };

const TOOLS: Record<CallTool, CallToolWork> = {
  get_missing_information: getMissingInformation,
  save_case_detail: saveCaseDetail,
  confirm_identity: confirmIdentity,
  request_callback: requestCallback,
  stop_contacting: stopContacting,
  transfer_to_staff: transferToStaff,
};

const MAX_REQUESTS = 20;
const MAX_ID_LENGTH = 200;
const UNBOUND = "This call is not known. Apologise, and end the call politely.";

/**
 * Does what the assistant asks, in order, and answers each request once: a repeat gets the stored answer and has no
 * second effect. The token alone says which case, fields and tools (AI-03). What is refused is recorded and changes
 * nothing else.
 */
export async function answerToolCalls(tx: TenantTx, calls: ToolCalls): Promise<ToolAnswer[]> {
  const authority = await findToolAuthority(tx, calls);
  const isStop = calls.requests.some(({ name }) => name === "stop_contacting");
  const withNumber = isStop || findStopTurn(calls.turns) !== undefined;
  const call = authority.callId === null ? undefined : await lockCall(tx, { callId: authority.callId, withNumber });
  if (!call) return calls.requests.map(() => ({ error: UNBOUND }));
  if (authority.kind === "granted") await keepEnvelope(tx, call, calls);
  const answers: ToolAnswer[] = [];
  let isChanged = false;
  for (const [index, request] of calls.requests.entries()) {
    const stored = await findStored(tx, call.id, request.toolCallId);
    if (stored) {
      answers.push(stored);
      continue;
    }
    const answered =
      index >= MAX_REQUESTS || request.toolCallId.length > MAX_ID_LENGTH
        ? refusal("too_many_tools", "Too many requests at once.")
        : await answerOne(tx, { request, calls, call, authority });
    await store(tx, { callId: call.id, request, answered, second: secondOf(calls, call) });
    answers.push(answered.answer);
    isChanged = true;
  }
  if (isChanged) {
    await tx
      .update(callLogs)
      .set({ revision: sql`${callLogs.revision} + 1` })
      .where(eq(callLogs.id, call.id));
  }
  return answers;
}

type OneRequest = { request: ToolRequest; calls: ToolCalls; call: LockedCall; authority: ToolAuthority };

/** What the message says of the call besides the requests. */
async function keepEnvelope(tx: TenantTx, call: LockedCall, calls: ToolCalls): Promise<void> {
  await takeOverTurns(tx, call, calls);
  if (call.providerCallId !== null || calls.providerCallId === null) return;
  await tx.update(callLogs).set({ providerCallId: calls.providerCallId }).where(eq(callLogs.id, call.id));
}

async function answerOne(tx: TenantTx, one: OneRequest): Promise<Answered> {
  const { request, calls, call, authority } = one;
  if (authority.kind === "refused") return refusal(authority.code, UNBOUND);
  const { grant } = authority;
  if (request.args === null) return refusal("unreadable_arguments", "The arguments are not valid JSON.");
  const { [TOKEN_ARGUMENT]: claimed, ...args } = request.args;
  if (claimed !== undefined && !(typeof claimed === "string" && secretsEqual(claimed, authority.token))) {
    return refusal("foreign_call_token", "This request belongs to another call.");
  }
  const saidAt = saidAtOf(calls, grant);
  if (!(await isGrantUsable(tx, grant, saidAt))) return refusal("call_token_expired", "This call is over.");
  const name = CALL_TOOLS.find((each) => each === request.name);
  if (name === undefined) return refusal("unknown_tool", "There is no such tool.");
  if (!grant.allowedTools.includes(name))
    return refusal("tool_not_allowed", "This tool cannot be used in this call. Offer a callback or a transfer.");
  const context: ToolContext = {
    call: {
      id: call.id,
      caseId: grant.caseId,
      clientNumber: call.clientNumber,
      language: call.language,
      isIdentityConfirmed: await readIdentity(tx, call.id),
    },
    allowedFields: grant.allowedFields,
    toolCallId: request.toolCallId,
    saidAt,
    second: secondOf(calls, call),
    spokenWords: calls.spokenWords,
  };
  const outcome = await TOOLS[name](tx, context, args);
  if (outcome.kind === "done") return { answer: { result: outcome.result }, refusal: null, field: outcome.field };
  return { answer: { error: outcome.error }, refusal: outcome.refusal, field: outcome.field };
}

async function readIdentity(tx: TenantTx, callId: string): Promise<boolean | null> {
  const [call] = await tx.select({ data: callLogs.structuredData }).from(callLogs).where(eq(callLogs.id, callId));
  const answer = call?.data?.["isIdentityConfirmed"];
  return typeof answer === "boolean" ? answer : null;
}

async function findStored(tx: TenantTx, callId: string, toolCallId: string): Promise<ToolAnswer | undefined> {
  const [stored] = await tx
    .select({ answer: callToolInvocations.answer })
    .from(callToolInvocations)
    .where(
      and(
        eq(callToolInvocations.callId, callId),
        eq(callToolInvocations.toolCallId, toolCallId.slice(0, MAX_ID_LENGTH)),
      ),
    );
  return stored?.answer;
}

async function store(
  tx: TenantTx,
  done: { callId: string; request: ToolRequest; answered: Answered; second: number | null },
): Promise<void> {
  const { callId, request, answered } = done;
  const name = request.name.slice(0, 100);
  await tx.insert(callToolInvocations).values({
    callId,
    toolCallId: request.toolCallId.slice(0, MAX_ID_LENGTH),
    name,
    field: answered.field?.slice(0, 100) ?? null,
    outcome: answered.refusal === null ? "done" : "refused",
    refusal: answered.refusal,
    answer: answered.answer,
    transcriptSecond: done.second === null ? null : Math.floor(done.second),
  });
  if (answered.refusal === null) return;
  await auditEvent(tx, {
    action: "call_tool.refuse",
    subjectType: "call_logs",
    subjectId: callId,
    outcome: "denied",
    detail: { tool: name, reason: answered.refusal },
  });
}

function secondOf(calls: ToolCalls, call: { answeredAt: Date | null }): number | null {
  if (calls.second !== null) return calls.second;
  return call.answeredAt === null ? null : Math.max(0, (calls.askedAt.getTime() - call.answeredAt.getTime()) / 1_000);
}

function refusal(code: Refusal, error: string): Answered {
  return { answer: { error }, refusal: code, field: null };
}
