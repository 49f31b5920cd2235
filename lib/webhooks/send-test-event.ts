import "server-only";
import { randomUUID } from "node:crypto";
import { inTenant } from "@/db/tenant";
import { log } from "@/lib/core/log";
import type { Principal } from "@/lib/core/principal";
import { explainRefusal, type RefusalExplanation } from "@/lib/domain/webhook-endpoints/explain-refusal";
import { type DeliveryOutcome, findDeliveryOutcome } from "@/lib/domain/webhook-endpoints/find-delivery-outcome";
import { type EndpointUnderTest, openEndpointForTest } from "@/lib/domain/webhook-endpoints/open-endpoint-for-test";
import { REQUEST_ID_HEADER } from "@/lib/http/request-id";
import { signTestEvent } from "./sign-test-event";
import { testEvent } from "./test-event";

export type TestEventResult =
  /** Only the provider has the key, or the firm has not entered the provider's secret yet. */
  | { kind: "unsignable" }
  | { kind: "no_secret" }
  /** The door verified it and kept it. `isIgnored` is what a test event must be. */
  | { kind: "kept"; eventId: string; isIgnored: boolean; tookMs: number }
  | { kind: "refused"; status: number; explanation: RefusalExplanation }
  /** The address answered, and nothing was written down: the door is busy or closed, or something else answers there. */
  | { kind: "unexplained"; status: number }
  | { kind: "unreachable"; isTimeout: boolean };

const TIMEOUT_MS = 10_000;
/** Another machine may have taken it, and its clock may be behind. */
const CLOCKS_MS = 600_000;

/**
 * Sends a signed test event to an endpoint of the principal's firm, over the deployment's own public address, so that all
 * that stands in front of the desk is tried as well. No transaction is open while it is under way.
 * @throws AppError `not_found` for an unknown, foreign or deleted endpoint
 */
export async function sendTestEvent(
  who: Pick<Principal, "tenantId" | "actor" | "requestId">,
  { endpointId, appUrl }: { endpointId: string; appUrl: string },
): Promise<TestEventResult> {
  const endpoint = await inTenant(who, (tx) => openEndpointForTest(tx, { endpointId }));
  if (endpoint.mode === "ghl-ed25519") return { kind: "unsignable" };
  if (endpoint.secret === null) return { kind: "no_secret" };
  const startedAt = Date.now();
  const answer = await post(testRequest({ ...endpoint, mode: endpoint.mode, secret: endpoint.secret }, appUrl));
  const tookMs = Date.now() - startedAt;
  if (answer.kind === "unreachable") return answer;
  const { status, requestId } = answer;
  const since = new Date(startedAt - CLOCKS_MS);
  const outcome =
    requestId === null ? null : await inTenant(who, (tx) => findDeliveryOutcome(tx, { endpointId, requestId, since }));
  return resultOf(endpoint, { status, tookMs, outcome });
}

type Request = { url: string; headers: Record<string, string>; body: string };
type Signable = Parameters<typeof signTestEvent>[0]["mode"];

function testRequest(
  { provider, mode, account, path, secret }: EndpointUnderTest & { mode: Signable; secret: string },
  appUrl: string,
): Request {
  const now = new Date();
  const url = new URL(path, appUrl).href;
  const event = testEvent({ provider, account, testId: randomUUID(), now });
  const proof = signTestEvent({ provider, mode, secret, event, url, now });
  return {
    url,
    headers: { "content-type": event.contentType, "user-agent": "Docketline-Test/1", ...proof },
    body: event.body,
  };
}

type Answer =
  | { kind: "answered"; status: number; requestId: string | null }
  | Extract<TestEventResult, { kind: "unreachable" }>;

/** The address is the deployment's own setting and no redirect is followed, so nothing that a person types is fetched. */
async function post({ url, headers, body }: Request): Promise<Answer> {
  try {
    const response = await fetch(url, {
      method: "POST",
      headers,
      body,
      redirect: "manual",
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    await response.body?.cancel();
    return { kind: "answered", status: response.status, requestId: response.headers.get(REQUEST_ID_HEADER) };
  } catch (error) {
    const errorName = error instanceof Error ? error.name : "unknown";
    log("warn", "the desk does not reach its own address", { errorName });
    return { kind: "unreachable", isTimeout: errorName === "TimeoutError" };
  }
}

function resultOf(
  { provider, mode }: EndpointUnderTest,
  { status, tookMs, outcome }: { status: number; tookMs: number; outcome: DeliveryOutcome | null },
): TestEventResult {
  if (outcome?.kind === "kept") {
    return { kind: "kept", eventId: outcome.eventId, isIgnored: outcome.state === "ignored", tookMs };
  }
  if (outcome?.kind === "refused") {
    return { kind: "refused", status, explanation: explainRefusal(outcome.reason, outcome.facts, { provider, mode }) };
  }
  return { kind: "unexplained", status };
}
