import { expect, test } from "vitest";
import type { ThreadMessage } from "../inbox-data";
import { deliveryOf } from "./delivery-of";
import { failureOf } from "./failure-of";

type Send = NonNullable<ThreadMessage["send"]>;

function message(changes: Partial<ThreadMessage>, send: Partial<Send> | null = {}): ThreadMessage {
  return {
    kind: "message",
    id: "m",
    at: "2026-11-22T18:00:00.000Z",
    receivedAt: "2026-11-22T18:00:00.000Z",
    channel: "sms",
    direction: "outbound",
    clientAddress: "+16025550142",
    line: null,
    senderName: null,
    authorUserId: "user",
    authorName: "Ana",
    body: "Hello",
    edits: [],
    deletedAt: null,
    state: "queued",
    failureCode: null,
    failureReason: null,
    isLate: false,
    systems: [],
    media: [],
    send: send && {
      state: "accepted",
      origin: "person",
      purpose: "general",
      scheduledFor: "2026-11-22T18:00:00.000Z",
      isScheduled: false,
      attemptedAt: null,
      lineId: "line",
      failureCode: null,
      broadcastId: null,
      blockedBy: [],
      decisionId: null,
      earliestLegalAt: null,
      isSentAgain: false,
      ...send,
    },
    ...changes,
  };
}

test("AVL-02 a send whose answer was lost is being looked up: no failure, and nothing offers to send it again", () => {
  const lost = message({ state: "queued" }, { state: "unknown" });
  expect(deliveryOf(lost)).toBe("unknown");
  expect(failureOf(lost)).toBeNull();
  expect(failureOf(message({ state: "failed" }, { state: "unknown" }))).toBeNull();
});

test("our own intent says where a message stands until a provider has it, the provider afterwards", () => {
  expect(deliveryOf(message({}, { state: "waiting", isScheduled: true }))).toBe("scheduled");
  expect(deliveryOf(message({}, { state: "waiting" }))).toBe("waiting");
  expect(deliveryOf(message({ state: "failed" }, { state: "blocked" }))).toBe("blocked");
  expect(deliveryOf(message({ state: "delivered" }))).toBe("delivered");
  expect(deliveryOf(message({ state: "undelivered" }, null))).toBe("failed");
  expect(deliveryOf(message({ direction: "inbound", state: "received" }, null))).toBeNull();
});

test("a refusal that another try may mend offers it, one for good does not, one of the words asks for others", () => {
  const refused = (failureCode: string) => failureOf(message({ state: "failed" }, { state: "refused", failureCode }));
  expect(refused("rate_limited")).toMatchObject({ failure: "rate_limited", nextStep: "retry" });
  expect(refused("filtered")).toMatchObject({ failure: "filtered", nextStep: "edit" });
  for (const final of ["opted_out_at_provider", "do_not_disturb", "not_mobile", "invalid_number"]) {
    expect(refused(final), final).toMatchObject({ failure: final, nextStep: null });
  }
});

test("the provider's own code after acceptance is explained, and told with its number", () => {
  const told = message({
    state: "undelivered",
    failureCode: "30006",
    failureReason: "Landline or unreachable carrier",
  });
  expect(failureOf(told)).toEqual({
    failure: "not_mobile",
    nextStep: null,
    providerText: "Landline or unreachable carrier (30006)",
  });
  expect(failureOf(message({ state: "failed", failureCode: "99999" }))).toMatchObject({ failure: "other" });
  expect(failureOf(message({ state: "sent" }))).toBeNull();
});

test("AVL-02 what a person says did not arrive is offered to be written again, and never sent by one press", () => {
  const lost = message({ state: "failed" }, { state: "refused", failureCode: "not_arrived" });
  expect(failureOf(lost)).toMatchObject({ failure: "not_arrived", nextStep: "again" });
});
