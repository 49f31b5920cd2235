import { expect, test } from "vitest";
import { logFilterOf } from "./event-query";

const NOW = new Date("2026-11-24T18:00:00Z");
const ID = "2b4c6d8e-0000-4000-8000-00000000abcd";

test("an address without filters narrows nothing", () => {
  expect(Object.values(logFilterOf({}, NOW)).every((value) => value === null)).toBe(true);
});

test("each parameter is one filter, and the search is a correlation id or the beginning of a type", () => {
  const search = { state: "dead", provider: "twilio", endpoint: ID, verdict: "verified", origin: "test", call: ID };
  expect(logFilterOf({ ...search, q: "message" }, NOW)).toMatchObject({
    state: "dead",
    provider: "twilio",
    endpointId: ID,
    verdict: "verified",
    origin: "test",
    callId: ID,
    eventType: "message",
    requestId: null,
  });
  expect(logFilterOf({ q: ID }, NOW)).toMatchObject({ eventType: null, requestId: ID });
});

test("a span counts back from now, and an exact window stands over it", () => {
  expect(logFilterOf({ time: "24h" }, NOW).from).toEqual(new Date("2026-11-23T18:00:00Z"));
  const exact = { time: "24h", from: "2026-11-01T00:00:00Z", to: "2026-11-02T00:00:00-07:00" };
  expect(logFilterOf(exact, NOW)).toMatchObject({
    from: new Date("2026-11-01T00:00:00Z"),
    to: new Date("2026-11-02T07:00:00Z"),
  });
});

test("what means nothing is left out", () => {
  const odd = {
    state: "processing",
    verdict: "x",
    origin: ["test", "test"],
    endpoint: "1",
    call: "'",
    time: "9y",
    from: "now",
    to: "",
  };
  expect(Object.values(logFilterOf(odd, NOW)).every((value) => value === null)).toBe(true);
});
