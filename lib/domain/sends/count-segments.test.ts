import { expect, test } from "vitest";
import { countSegments } from "./count-segments";

test.each([
  ["nothing", "", "gsm7", 1],
  ["160 of GSM-7", "a".repeat(160), "gsm7", 1],
  ["161 of GSM-7", "a".repeat(161), "gsm7", 2],
  ["153 twice", "a".repeat(306), "gsm7", 2],
  ["one more", "a".repeat(307), "gsm7", 3],
  ["Spanish that GSM-7 has", "¿Señor? ñ é ¡".padEnd(160, "a"), "gsm7", 1],
  ["Spanish that it lacks", "á".repeat(70), "ucs2", 1],
  ["71 of UCS-2", "á".repeat(71), "ucs2", 2],
  ["the euro sign, which takes two", `${"a".repeat(159)}€`, "gsm7", 2],
  ["an emoji, which takes two", `${"a".repeat(69)}🙂`, "ucs2", 2],
] as const)("%s", (_, body, encoding, segments) => {
  expect(countSegments(body)).toEqual({ encoding, segments });
});
