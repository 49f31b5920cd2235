import { expect, test } from "vitest";
import { chooseLocale } from "./locale";
import { chooseTimeZone } from "./time-zone";

test("the chosen language wins over the browser's", () => {
  expect(chooseLocale("es", "en-US,en;q=0.9")).toBe("es");
});

test("a cookie with an unknown language is ignored", () => {
  expect(chooseLocale("../../etc", "es-MX")).toBe("es");
});

test("the browser's languages are taken by quality, with or without a region", () => {
  expect(chooseLocale(undefined, "fr-CH, en;q=0.3, es-419;q=0.8")).toBe("es");
  expect(chooseLocale(undefined, "es;q=0, en")).toBe("en");
});

test("English answers when nothing matches", () => {
  expect(chooseLocale(undefined, null)).toBe("en");
  expect(chooseLocale(undefined, "de, *;q=0.5")).toBe("en");
});

test("a time zone is believed only when it exists", () => {
  expect(chooseTimeZone("America/Chicago")).toBe("America/Chicago");
  expect(chooseTimeZone("Mars/Olympus")).toBe("UTC");
  expect(chooseTimeZone(undefined)).toBe("UTC");
});
