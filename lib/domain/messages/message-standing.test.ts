import fc from "fast-check";
import { expect, test } from "vitest";
import { MESSAGE_STATES } from "@/db/schema/messages";
import { furtherStanding, isAwaited, type MessageStanding, stateRankOf, toldStanding } from "./message-standing";

const standing = fc.record<MessageStanding>({
  state: fc.constantFrom(...MESSAGE_STATES),
  failureCode: fc.constantFrom(null, "30003", "30007"),
  failureReason: fc.constantFrom(null, "filtered", "unreachable"),
});

test("WH-07 of any states in any order, told any number of times, the same one is the furthest", () => {
  fc.assert(
    fc.property(fc.array(standing, { minLength: 1, maxLength: 6 }), fc.infiniteStream(fc.nat()), (told, order) => {
      const keyed = [...told, ...told].map((each) => ({ each, key: order.next().value ?? 0 }));
      const shuffled = keyed.toSorted((one, other) => one.key - other.key).map(({ each }) => each);
      expect(shuffled.reduce(furtherStanding)).toEqual(told.reduce(furtherStanding));
    }),
  );
});

test("the ranks: queued, sent, an end, read; what was seen delivered stays so, and a reason never stands beside another state", () => {
  const path = (["unknown", "queued", "sent", "failed", "undelivered", "delivered", "read"] as const).map((state) =>
    stateRankOf(state),
  );
  expect(path).toEqual(path.toSorted((a, b) => a - b));
  expect(new Set(path).size).toBe(path.length);
  const failed = toldStanding({ state: "failed", failureCode: "30007", failureReason: " filtered " }, "outbound");
  expect(failed).toEqual({ state: "failed", failureCode: "30007", failureReason: "filtered" });
  const delivered = toldStanding({ state: "delivered", failureCode: "" }, "outbound");
  expect(furtherStanding(failed, delivered)).toEqual({ state: "delivered", failureCode: null, failureReason: null });
  expect(toldStanding({ state: "failed", failureCode: "1" }, "inbound")).toMatchObject({
    state: "received",
    failureCode: null,
  });
});

test("a rank says whether the message itself is awaited, in every state", () => {
  for (const state of MESSAGE_STATES) {
    expect(isAwaited({ stateRank: stateRankOf(state) })).toBe(false);
    expect(isAwaited({ stateRank: stateRankOf(state, { isAwaited: true }) })).toBe(true);
  }
});
