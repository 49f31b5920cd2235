import "server-only";
import { z } from "zod";
import type { JsonValue } from "@/lib/webhooks/parse-strict-json";

const json = z.json().optional();

/** A call as `GET /call` and `GET /call/{id}` show it, with what a report is made of. */
export const shownCall = z.object({
  id: z.string().min(1).max(100),
  status: z.string(),
  createdAt: z.iso.datetime({ offset: true }).optional(),
  endedReason: json,
  startedAt: json,
  endedAt: z.iso.datetime({ offset: true }).optional(),
  cost: json,
  analysis: json,
  artifact: json,
  compliance: json,
});
export type ShownCall = z.output<typeof shownCall>;

/** The provider sends its report some seconds after the end, once the analysis is there; before that it is half a report. */
const ANALYSIS_MS = 60_000;

/** The end-of-call report that the provider would send; null as long as the call or its analysis goes on. */
export function reportOfCall(call: ShownCall, now: Date): JsonValue | null {
  const { id, status, createdAt: _, ...fields } = call;
  const timestamp = now.getTime();
  if (status !== "ended") return null;
  if (fields.endedAt !== undefined && timestamp - Date.parse(fields.endedAt) < ANALYSIS_MS) return null;
  const present = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
  return { message: { type: "end-of-call-report", timestamp, call: { id }, ...present } as JsonValue };
}
