import { expect, test } from "vitest";
import { locales } from "@/lib/i18n/locale";
import { messages } from "@/lib/i18n/messages";
import { CALL_FAILURES, CALL_OUTCOMES } from "./call-outcome";

test.each(locales)("every outcome and failure has its words and next step in %s", (locale) => {
  const { outcome, failure } = messages[locale].outcomes;
  expect(Object.keys(outcome).toSorted()).toEqual([...CALL_OUTCOMES].toSorted());
  expect(Object.keys(failure).toSorted()).toEqual([...CALL_FAILURES].toSorted());
  for (const words of Object.values(outcome)) {
    expect(Object.keys(words)).toEqual(["label", "meaning", "next"]);
  }
});
