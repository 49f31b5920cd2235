import type { ClerkApiError } from "@/simulators/clerk/clerk-api-error";

// Clerk's SDK reads a body as JSON only when the type is exactly this, without a charset.
const JSON_TYPE = "application/json";

/** A JSON answer that nobody may store. */
export function jsonResponse(body: unknown, status = 200): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { "content-type": JSON_TYPE, "cache-control": "no-store" },
  });
}

/** An error answer in Clerk's shape. */
export function errorResponse(error: ClerkApiError): Response {
  const shown = { code: error.code, message: error.message, long_message: error.message, meta: error.meta };
  return jsonResponse({ errors: [shown], clerk_trace_id: "simulator" }, error.status);
}
