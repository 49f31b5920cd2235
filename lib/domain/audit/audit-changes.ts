import "server-only";
import { z } from "zod";

/** A field of a changed row. `redacted` stands for a value that the log never kept. */
export type AuditChange = { field: string; before: AuditValue; after: AuditValue };
export type AuditValue = { kind: "none" } | { kind: "redacted" } | { kind: "value"; text: string };

const rowChange = z.strictObject({
  before: z.record(z.string(), z.unknown()),
  after: z.record(z.string(), z.unknown()),
});
const redacted = z.strictObject({ redacted: z.literal(true) });
const namedDetail = z.record(z.string(), z.unknown());

/**
 * What an entry's detail says, field by field: old and new values of a row's change, or a named event's codes as new values.
 * Empty for an erased or unreadable detail.
 */
export function auditChanges(detail: string | null): AuditChange[] {
  const parsed = parse(detail);
  const change = rowChange.safeParse(parsed);
  if (change.success) {
    const { before, after } = change.data;
    const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])].toSorted();
    return fields.map((field) => ({ field, before: auditValue(before[field]), after: auditValue(after[field]) }));
  }
  const named = namedDetail.safeParse(parsed);
  if (!named.success) return [];
  return Object.entries(named.data).map(([field, value]) => ({
    field,
    before: { kind: "none" },
    after: auditValue(value),
  }));
}

function parse(detail: string | null): unknown {
  if (detail === null) return null;
  try {
    return JSON.parse(detail);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function auditValue(value: unknown): AuditValue {
  if (value === undefined || value === null) return { kind: "none" };
  if (redacted.safeParse(value).success) return { kind: "redacted" };
  return { kind: "value", text: typeof value === "string" ? value : JSON.stringify(value) };
}
