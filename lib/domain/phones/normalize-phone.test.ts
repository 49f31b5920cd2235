import fc from "fast-check";
import { expect, test } from "vitest";
import { formatPhone } from "./format-phone";
import { normalizePhone } from "./normalize-phone";

test.each([
  "(512) 555-0100",
  "512-555-0100",
  "512.555.0100",
  "5125550100",
  "1 512 555 0100",
  "+15125550100",
  "+1 (512) 555-0100",
  "tel:+1-512-555-0100",
  "sms:+15125550100",
  "whatsapp:+15125550100",
  "WhatsApp:+1 512 555 0100",
  "15125550100@s.whatsapp.net",
  "15125550100:12@s.whatsapp.net",
  "15125550100@c.us",
  "\u202a+1 512 555 0100\u202c",
  "５１２５５５０１００",
  "  (512) 555-0100 ",
])("INP-05: %j is the same number as every other spelling", (raw) => {
  expect(normalizePhone(raw)).toEqual({
    ok: true,
    e164: "+15125550100",
    country: "US",
    type: "fixed_line_or_mobile",
    extension: null,
  });
});

test("INP-05: an extension is kept apart from the number", () => {
  expect(normalizePhone("(512) 555-0100 ext. 7")).toMatchObject({ e164: "+15125550100", extension: "7" });
});

test("INP-05: a canonical number normalises to itself, whatever its digits", () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[2-9]\d{2}[2-9]\d{6}$/), (national) => {
      const result = normalizePhone(national);
      if (!result.ok) {
        expect(national.slice(1, 3)).toBe("11");
        return;
      }
      expect(result.e164).toBe(`+1${national}`);
      expect(normalizePhone(result.e164)).toEqual(result);
      expect(normalizePhone(formatPhone(result.e164))).toEqual(result);
    }),
  );
});

test.each([
  ["+16025550100", "US"],
  ["+17185550142", "US"],
  ["+18615550142", "US"],
  ["+17875550142", "PR"],
  ["+14165550142", "CA"],
  ["+16215550142", null],
])("%s, assigned or only possible, is accepted and belongs to %s", (raw, country) => {
  expect(normalizePhone(raw)).toMatchObject({ ok: true, e164: raw, country });
});

test.each([
  ["+18005550142", "toll_free"],
  ["+19005550142", "premium_rate"],
  ["+447911123456", "mobile"],
])("%s is of type %s", (raw, type) => {
  expect(normalizePhone(raw)).toMatchObject({ ok: true, type });
});

test("a Mexican mobile is one number with and without the old prefix", () => {
  for (const raw of ["+5215512345678", "5215512345678@s.whatsapp.net", "+52 1 55 1234 5678", "+52 55 1234 5678"]) {
    expect(normalizePhone(raw)).toMatchObject({ ok: true, e164: "+525512345678", country: "MX" });
  }
});

test("a number without a country belongs to the given one", () => {
  expect(normalizePhone("55 1234 5678", "MX")).toMatchObject({ ok: true, e164: "+525512345678" });
});

test.each([
  ["", "empty"],
  [" \u200b ", "empty"],
  ["1".repeat(65), "too_long"],
  ["call me", "not_a_number"],
  ["maria@example.com", "not_a_number"],
  ["120363025246125486@g.us", "not_a_number"],
  ["98765432109876@lid", "not_a_number"],
  ["my number is 512 555 0100", "not_a_number"],
  ["512\u0000555 0100", "not_a_number"],
  ["911", "impossible"],
  ["555-0100", "impossible"],
  ["+1 211 555 0100", "impossible"],
  ["+1 512 155 0100", "impossible"],
  ["+1 112 555 0100", "impossible"],
  ["+44 7700 900", "impossible"],
])("%j is refused as %s", (raw, reason) => {
  expect(normalizePhone(raw)).toEqual({ ok: false, reason });
});

test("any text is answered without an exception, and what is accepted is E.164", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 80 }), (text) => {
      const result = normalizePhone(text);
      if (result.ok) expect(result.e164).toMatch(/^\+[1-9]\d{6,14}$/);
    }),
  );
});

test("numbers are shown nationally inside the North American plan and internationally outside; other text as it is", () => {
  expect(formatPhone("+16025550142")).toBe("(602) 555-0142");
  expect(formatPhone("+447911123456")).toBe("+44 7911 123456");
  expect(formatPhone("unknown")).toBe("unknown");
});
