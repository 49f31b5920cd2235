import "server-only";

/** System errors that come before a byte of the request has left: no address, nobody listening, no connection made. */
const BEFORE_SENDING: ReadonlySet<string> = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
]);

/** Whether a thrown value of a request, or one of its causes, proves by its system code that the request never left. */
export function wasNeverSent(error: unknown): boolean {
  for (let cause = error, depth = 0; cause instanceof Error && depth < 5; cause = cause.cause, depth += 1) {
    if ("code" in cause && typeof cause.code === "string" && BEFORE_SENDING.has(cause.code)) return true;
  }
  return false;
}
