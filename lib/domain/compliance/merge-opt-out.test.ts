import fc from "fast-check";
import { expect, test } from "vitest";
import { mergeOptOut, type OptOutEvent } from "./merge-opt-out";

const event = fc.record({
  id: fc.uuid(),
  kind: fc.constantFrom("stop" as const, "start" as const),
  occurredAt: fc.integer({ min: 0, max: 5 }).map((minute) => new Date(Date.UTC(2026, 5, 1, 12, minute))),
  evidenceRef: fc.constantFrom("message-1", "", " ", null),
});

const at = (minute: number) => new Date(Date.UTC(2026, 5, 1, 12, minute));

test("CMP-03: the order of arrival never changes the outcome, and a repeated event changes nothing", () => {
  fc.assert(
    fc.property(fc.array(event, { maxLength: 7 }), fc.infiniteStream(fc.nat()), (events, order) => {
      const keyed = events.map((each) => ({ each, key: order.next().value ?? 0 }));
      const shuffled = keyed.toSorted((one, other) => one.key - other.key).map(({ each }) => each);
      expect(mergeOptOut([...shuffled, ...shuffled])).toEqual(mergeOptOut(events));
    }),
  );
});

test("CMP-03: whoever asked to stop is in again only through a strictly later START with evidence", () => {
  fc.assert(
    fc.property(fc.array(event, { minLength: 1, maxLength: 7 }), (events) => {
      const stops = events.filter(({ kind }) => kind === "stop").map(({ occurredAt }) => occurredAt.getTime());
      const starts = events
        .filter(({ kind, evidenceRef }) => kind === "start" && evidenceRef?.trim())
        .map(({ occurredAt }) => occurredAt.getTime());
      const state = mergeOptOut(events)?.state ?? null;
      if (stops.length === 0 && starts.length === 0) expect(state).toBeNull();
      else expect(state).toBe(Math.max(...stops) >= Math.max(...starts) ? "opted_out" : "opted_in");
    }),
  );
});

test("CMP-03: equal times are an opt-out; a late, older START is not heard; staff without evidence are not heard", () => {
  const stop: OptOutEvent = { id: "b", kind: "stop", occurredAt: at(2), evidenceRef: null };
  const start = (minute: number, evidenceRef: string | null): OptOutEvent => ({
    id: "c",
    kind: "start",
    occurredAt: at(minute),
    evidenceRef,
  });
  expect(mergeOptOut([start(2, "sms-1"), stop])?.state).toBe("opted_out");
  expect(mergeOptOut([stop, start(1, "sms-1")])?.state).toBe("opted_out");
  expect(mergeOptOut([stop, start(9, null)])?.state).toBe("opted_out");
  expect(mergeOptOut([stop, start(3, "sms-1")])).toEqual({ state: "opted_in", effectiveAt: at(3), lastEventId: "c" });
});
