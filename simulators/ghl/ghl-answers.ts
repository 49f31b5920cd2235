import { randomUUID } from "node:crypto";

/** An answer with the trace id that every one of HighLevel's has. */
export function ghlAnswer(status: number, content: Record<string, unknown>): Response {
  return Response.json({ ...content, traceId: randomUUID() }, { status });
}

/** An error as HighLevel writes it (providers-crm A.6): there are no codes, only words. */
export function ghlRefusal(status: number, message: string | string[], error?: string): Response {
  return ghlAnswer(status, { statusCode: status, message, ...(error === undefined ? {} : { error }) });
}
