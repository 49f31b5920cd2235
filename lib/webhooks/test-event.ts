import "server-only";
import type { EndpointProvider } from "@/lib/domain/webhook-endpoints/provider-modes.schema";
import { TEST_EVENT_TYPE } from "./provider";

export type TestEvent = { contentType: string; body: string };

type TestInput = { provider: EndpointProvider; account: string | null; testId: string; now: Date };

/**
 * A harmless event in the form of each provider, of a type that none of them has: the door has to verify it, and keeps it
 * as ignored. It names the endpoint's own account where the provider's events do, and `testId` (a UUID) makes it a new one.
 */
export function testEvent(input: TestInput): TestEvent {
  if (input.provider === "twilio") return { contentType: "application/x-www-form-urlencoded", body: twilioForm(input) };
  return { contentType: "application/json", body: JSON.stringify(jsonOf(input.provider, input)) };
}

const SENTENCE = "A test event that Docketline sent to itself. Nothing happened.";

function jsonOf(provider: Exclude<EndpointProvider, "twilio">, { account, testId, now }: TestInput): object {
  const at = now.toISOString();
  switch (provider) {
    case "vapi":
      return { message: { type: TEST_EVENT_TYPE, timestamp: now.getTime(), testId, text: SENTENCE } };
    case "ghl":
      return {
        type: TEST_EVENT_TYPE,
        ...(account === null ? {} : { locationId: account, location: { id: account } }),
        timestamp: at,
        webhookId: testId,
        text: SENTENCE,
      };
    case "aloware":
      return {
        event: TEST_EVENT_TYPE,
        body: { id: testId, created_at: at.slice(0, 19).replace("T", " "), text: SENTENCE },
      };
    case "evolution":
      return {
        event: TEST_EVENT_TYPE,
        instance: account,
        data: { key: { id: testId }, text: SENTENCE },
        date_time: at,
      };
    case "make":
    case "texting":
    case "broadcast":
      return { type: TEST_EVENT_TYPE, timestamp: at, data: { id: testId, text: SENTENCE } };
    case "clio":
      return {
        data: { id: testId, etag: `"${testId}"`, text: SENTENCE },
        meta: { event: TEST_EVENT_TYPE, webhook_id: testId },
      };
  }
}

function twilioForm({ account, testId }: TestInput): string {
  const parameters = new URLSearchParams({ EventType: TEST_EVENT_TYPE, TestId: testId, Body: SENTENCE });
  if (account !== null) parameters.set("AccountSid", account);
  return parameters.toString();
}
