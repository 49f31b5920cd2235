import "server-only";
import { getEnv } from "@/lib/core/env";
import { AppError } from "@/lib/core/errors";

// Clerk's server package runs inside Next only, and a worker is a plain process: this one request is made by hand.
// PATCH /v1/organizations/{id}, Clerk Backend API reference.
const CLERK_API = "https://api.clerk.com";
const PATIENCE_MS = 10_000;

type Renaming = { organizationId: string; name: string; signal: AbortSignal };

/**
 * Gives an organization its name at Clerk. Doing it twice is doing it once.
 * @throws AppError `precondition_failed` when Clerk refuses the name or knows no such organization, `rate_limited` when it
 *   is busy, else `upstream_failed`
 */
export async function renameOrganization({ organizationId, name, signal }: Renaming): Promise<void> {
  const { CLERK_API_URL: apiUrl = CLERK_API, CLERK_SECRET_KEY: secretKey = "" } = getEnv();
  const response = await ask(`${apiUrl}/v1/organizations/${organizationId}`, {
    method: "PATCH",
    headers: { authorization: `Bearer ${secretKey}`, "content-type": "application/json" },
    body: JSON.stringify({ name }),
    redirect: "error",
    signal: AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]),
  });
  await response.body?.cancel();
  if (response.ok) return;
  if (response.status === 429) throw new AppError("rate_limited", "Clerk asks to wait");
  const isRefusal = [400, 403, 404, 422].includes(response.status);
  throw new AppError(isRefusal ? "precondition_failed" : "upstream_failed", "Clerk did not take the name");
}

async function ask(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch (error) {
    throw new AppError("upstream_failed", "Clerk did not answer", { cause: error });
  }
}
