import "server-only";
import { z } from "zod";
import type { TranscriptTurn } from "@/db/schema/call-logs";
import type { TenantTx } from "@/db/tenant";

/** One tool call as the provider sent it; `args` is null when its arguments could not be read. */
export type ToolRequest = { toolCallId: string; name: string; args: Readonly<Record<string, unknown>> | null };

export type ToolCalls = {
  /** The call that the event was bound to; null when it was bound to none. */
  callId: string | null;
  /** The token of the envelope. */
  callToken: string | null;
  providerCallId: string | null;
  requests: readonly ToolRequest[];
  /** When the provider asked, by its clock. */
  askedAt: Date;
  receivedAt: Date;
  /** The conversation so far, where the provider sent it along. */
  turns: TranscriptTurn[];
  /** From the start of the call, and the client's last words, where the provider sent them along. */
  second: number | null;
  spokenWords: string | null;
};

/** What a tool may know: the call behind the token, and when and in which words the request came. Never more. */
export type ToolContext = {
  call: {
    id: string;
    caseId: string | null;
    clientNumber: string;
    language: "en" | "es";
    /** Null until the person was asked. */
    isIdentityConfirmed: boolean | null;
  };
  allowedFields: readonly string[];
  toolCallId: string;
  saidAt: Date;
  /** From the start of the call. */
  second: number | null;
  spokenWords: string | null;
};

export type ToolRefusal =
  | "foreign_argument"
  | "foreign_field"
  | "identity_denied"
  | "invalid_arguments"
  | "no_case"
  | "no_number";

/** `result` and `error` are single lines; `error` is a sentence that the assistant reads, not a person. */
export type ToolOutcome =
  | { kind: "done"; result: string; field: string | null }
  | { kind: "refused"; refusal: ToolRefusal; error: string; field: string | null };

export type CallToolWork = (
  tx: TenantTx,
  context: ToolContext,
  args: Readonly<Record<string, unknown>>,
) => Promise<ToolOutcome>;

/** A tool's answer as one line of JSON. */
export function done(result: Record<string, unknown>, field: string | null = null): ToolOutcome {
  return { kind: "done", result: JSON.stringify(result), field };
}

export function refused(refusal: ToolRefusal, error: string, field: string | null = null): ToolOutcome {
  return { kind: "refused", refusal, error, field };
}

/**
 * Reads a tool's arguments. An argument that the tool does not have is refused, not dropped: it may name another case,
 * firm or person, and that has to be seen (AI-03).
 */
export function readArguments<Schema extends z.ZodObject>(
  schema: Schema,
  args: Readonly<Record<string, unknown>>,
): { ok: true; data: z.output<Schema> } | { ok: false; outcome: ToolOutcome } {
  const names = Object.keys(schema.shape);
  if (Object.keys(args).some((name) => !names.includes(name))) {
    const allowed =
      names.length === 0 ? "This tool takes no arguments." : `Only these arguments exist: ${names.join(", ")}.`;
    return { ok: false, outcome: refused("foreign_argument", allowed) };
  }
  const parsed = schema.safeParse(args);
  if (parsed.success) return { ok: true, data: parsed.data };
  const wrong = String(parsed.error.issues[0]?.path[0] ?? "arguments");
  return { ok: false, outcome: refused("invalid_arguments", `The argument ${wrong} is missing or not valid.`) };
}

/** Words as a model may send them: text, or a number or truth value instead of it. */
export const spokenText = z
  .union([z.string(), z.number(), z.boolean()])
  .transform((value) => String(value).trim())
  .pipe(z.string().min(1).max(500));

/** The call's case, when the tool may touch it now. */
export function caseOf(context: ToolContext): { ok: true; caseId: string } | { ok: false; outcome: ToolOutcome } {
  const { caseId, isIdentityConfirmed } = context.call;
  if (caseId === null) return { ok: false, outcome: refused("no_case", "This call is not about a case.") };
  if (isIdentityConfirmed === false) {
    const error = "The person is not the client. Do not talk about the matter; ask for a callback or end the call.";
    return { ok: false, outcome: refused("identity_denied", error) };
  }
  return { ok: true, caseId };
}
