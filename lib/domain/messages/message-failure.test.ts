import { expect, test } from "vitest";
import { messages } from "@/lib/i18n/messages";
import { MESSAGE_FAILURES, messageFailureOf, providerTextOf } from "./message-failure";

test("every failure has a cause and a next step in each language, and no other is worded", () => {
  for (const { "message-failures": words } of [messages.en, messages.es]) {
    expect(Object.keys(words.causes).toSorted()).toEqual([...MESSAGE_FAILURES].toSorted());
    for (const each of Object.values(words.causes)) expect(Object.keys(each)).toEqual(["cause", "next"]);
  }
});

test("the first code that is known names the cause, and one that nobody knows is no cause of its own", () => {
  expect(messageFailureOf("not_mobile", "30007")).toBe("not_mobile");
  expect(messageFailureOf(null, "30007")).toBe("filtered");
  expect(messageFailureOf(null, "99999")).toBe("other");
  expect(messageFailureOf(null, "constructor")).toBe("other");
  expect(messageFailureOf(null, null)).toBe("other");
});

test("the provider's code is an addition where it is the provider's own", () => {
  expect(providerTextOf({ code: "30007", text: "Message filtered" })).toBe("Message filtered (30007)");
  expect(providerTextOf({ code: "30007", text: null })).toBe("(30007)");
  expect(providerTextOf({ code: "too_late", text: null })).toBeNull();
});
