import fc from "fast-check";
import { expect, test } from "vitest";
import { CASE_DETAIL_FIELDS, type CaseDetailField, caseDetailField } from "./case-detail-fields.schema";
import { normalizeCaseDetail } from "./normalize-case-detail";

const now = new Date("2026-11-21T15:00:00Z");

function normalize(field: CaseDetailField, text: string, language: "en" | "es" = "en") {
  return normalizeCaseDetail(field, text, { now, language });
}

function readingOf(field: CaseDetailField, text: string, language: "en" | "es" = "en"): string {
  const result = normalize(field, text, language);
  return result.ok ? result.value : `refused: ${result.reason}`;
}

test.each([
  "1988-05-14",
  "1988-05-14T00:00:00Z",
  "1988/5/14",
  "05/14/1988",
  "5-14-1988",
  "5/14/88",
  "05141988",
  "5 14 1988",
  "14/05/1988",
  "May 14, 1988",
  "may 14th 1988",
  "14 May 1988",
  "the 14th of May, 1988",
  "May fourteenth nineteen eighty-eight",
  "May fourteenth, nineteen eighty eight.",
  "the fourteenth of may nineteen eighty-eight",
  "My date of birth is May fourteenth, 1988",
  "I was born on May 14 '88",
  "May fourteen one nine eight eight",
  "five fourteen nineteen eighty-eight",
  "five fourteen eighty-eight",
  "14 de mayo de 1988",
  "14 de mayo del 88",
  "el catorce de mayo de mil novecientos ochenta y ocho",
  "Nací el 14 de mayo de 1988",
  "mayo 14 de 1988",
])("%j is 14 May 1988", (text) => {
  expect(readingOf("date_of_birth", text)).toBe("1988-05-14");
});

test.each([
  ["December thirty-first nineteen ninety-nine", "1999-12-31"],
  ["January first two thousand", "2000-01-01"],
  ["March twenty-second two thousand five", "2005-03-22"],
  ["March twenty two thousand five", "2005-03-20"],
  ["June second twenty oh five", "2005-06-02"],
  ["July 4 twenty twenty", "2020-07-04"],
  ["April third nineteen hundred and seven", "1907-04-03"],
  ["August twenty one nineteen sixty two", "1962-08-21"],
  ["one thousand nine hundred eighty eight May fourteenth", "1988-05-14"],
  ["primero de enero de dos mil cinco", "2005-01-01"],
  ["treinta y uno de diciembre de mil novecientos noventa y nueve", "1999-12-31"],
  ["veintidós de marzo de dos mil veinte", "2020-03-22"],
  ["dos de agosto de mil novecientos cinco", "refused: too_old"],
  ["29 de febrero de 2000", "2000-02-29"],
])("%j reads as %s", (text, value) => {
  expect(readingOf("date_of_birth", text)).toBe(value);
});

test.each<[string, "en" | "es", string]>([
  ["5/6/15", "en", "in one century only when the other is impossible: refused: ambiguous"],
  ["05/06/1988", "es", "refused: ambiguous"],
  ["05/05/1988", "es", "1988-05-05"],
  ["25/06/1988", "es", "1988-06-25"],
  ["05/06/1988", "en", "1988-05-06"],
  ["cinco seis ochenta y ocho", "es", "1988-06-05"],
])("%j in %s: %s", (text, language, outcome) => {
  expect(outcome.endsWith(readingOf("date_of_birth", text, language))).toBe(true);
});

test.each([
  ["February 30 1988", "impossible"],
  ["2001-02-29", "impossible"],
  ["13/13/1988", "impossible"],
  ["2026-11-22", "in_future"],
  ["May 14 2090", "in_future"],
  ["1906-11-20", "too_old"],
  ["May 14", "unrecognised"],
  ["sometime in the eighties", "unrecognised"],
  ["May June 1988", "unrecognised"],
  ["tomorrow", "unrecognised"],
])("the date %j is refused as %s", (text, reason) => {
  expect(normalize("date_of_birth", text)).toEqual({ ok: false, reason });
});

test("every calendar day of a century is read from its English and Spanish words and from its numbers", () => {
  const day = fc.integer({ min: Date.UTC(1927, 0, 1), max: Date.UTC(2026, 10, 21) }).map((time) => new Date(time));
  fc.assert(
    fc.property(day, (date) => {
      const iso = date.toISOString().slice(0, 10);
      const write = (locale: string) =>
        new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" }).format(date);
      for (const text of [iso, write("en-US"), write("en-GB"), write("es-MX"), write("es-US")]) {
        expect(readingOf("date_of_birth", text), text).toBe(iso);
      }
      expect(readingOf("accident_date", new Intl.DateTimeFormat("en-US", { timeZone: "UTC" }).format(date))).toBe(iso);
    }),
  );
});

test.each([
  ["Maria.Lopez@Gmail.com", "maria.lopez@gmail.com"],
  [" maria.lopez@gmail.com. ", "maria.lopez@gmail.com"],
  ["mailto:maria@example.org", "maria@example.org"],
  ["<maria@example.org>", "maria@example.org"],
  ["maria dot lopez at gmail dot com", "maria.lopez@gmail.com"],
  ["My email is maria dot lopez at gmail dot com", "maria.lopez@gmail.com"],
  ["m a r i a at gmail dot com", "maria@gmail.com"],
  ["maria underscore lopez 88 at yahoo dot com", "maria_lopez88@yahoo.com"],
  ["maria punto lopez arroba gmail punto com", "maria.lopez@gmail.com"],
  ["maria guion bajo lopez arroba hotmail punto com punto mx", "maria_lopez@hotmail.com.mx"],
  ["maria guión lopez @ gmail punto com", "maria-lopez@gmail.com"],
  ["maria", "refused: unrecognised"],
  ["maria at work", "refused: unrecognised"],
  ["a@b@c.com", "refused: unrecognised"],
  [`${"a".repeat(250)}@example.com`, "refused: unrecognised"],
])("the e-mail %j reads as %s", (text, value) => {
  expect(readingOf("email", text)).toBe(value);
});

test.each([
  ["(602) 555-0142", "+16025550142"],
  ["six oh two five five five zero one four two", "+16025550142"],
  ["seis cero dos cinco cinco cinco cero uno cuatro dos", "+16025550142"],
  ["+52 55 1234 5678", "+525512345678"],
  ["555-0142", "refused: impossible"],
  ["my sister's", "refused: unrecognised"],
])("the phone %j reads as %s", (text, value) => {
  expect(readingOf("phone_alternate", text)).toBe(value);
});

const glendale = {
  line1: "1450 West Glendale Avenue",
  line2: "Apartment 12",
  city: "Phoenix",
  state: "AZ",
  postalCode: "85021",
};

test.each([
  "1450 West Glendale Avenue, Apartment 12, Phoenix, AZ 85021",
  "1450 West Glendale Avenue Apartment 12, Phoenix, Arizona 85021",
  "1450 West Glendale Avenue Apartment 12 Phoenix Arizona 85021",
  "1450 west glendale avenue apartment 12 phoenix az 85021",
  "My address is 1450 West Glendale Avenue, Apartment 12, Phoenix, Arizona, 85021.",
  "1450 West Glendale Avenue, Apartment 12, Phoenix, AZ 85021, USA",
  "1450 West Glendale Avenue\nApartment 12\nPhoenix, AZ 85021",
  "1450 west glendale avenue apartment 12 phoenix arizona eight five zero two one",
])("the address %j is complete", (text) => {
  expect(normalize("address", text)).toMatchObject({
    ok: true,
    value: "1450 West Glendale Avenue, Apartment 12, Phoenix, AZ 85021",
    address: glendale,
    isIncomplete: false,
  });
});

test.each([
  ["742 Evergreen Terrace Springfield IL 62704-1234", "742 Evergreen Terrace, Springfield, IL 62704-1234"],
  ["123 Main St St Louis MO 63101", "123 Main St, St Louis, MO 63101"],
  ["123 St Charles Ave New Orleans Louisiana 70130", "123 St Charles Ave, New Orleans, LA 70130"],
  ["200 Peachtree Street NE Atlanta GA 30303", "200 Peachtree Street NE, Atlanta, GA 30303"],
  ["350 5th Ave, New York, New York 10118", "350 5th Ave, New York, NY 10118"],
  ["350 5th Ave New York New York 10118", "350 5th Ave, New York, NY 10118"],
  ["1600 Pennsylvania Avenue NW, Washington, D.C. 20500", "1600 Pennsylvania Avenue NW, Washington, DC 20500"],
  ["1600 Pennsylvania Avenue NW Washington DC 20500", "1600 Pennsylvania Avenue NW, Washington, DC 20500"],
  ["PO Box 77 Taos New Mexico 87571", "PO Box 77, Taos, NM 87571"],
  ["vivo en 88 Calle Road Albuquerque Nuevo México 87101", "88 Calle Road, Albuquerque, NM 87101"],
  ["12 Oak Lane #4, Charleston, West Virginia 25301", "12 Oak Lane, #4, Charleston, WV 25301"],
])("the address %j reads as %j", (text, value) => {
  expect(normalize("address", text)).toMatchObject({ ok: true, value, isIncomplete: false });
});

test.each([
  ["1450 West Glendale Avenue", { line1: "1450 West Glendale Avenue", city: null, state: null, postalCode: null }],
  ["Phoenix, Arizona", { line1: "Phoenix", city: null, state: "AZ", postalCode: null }],
  ["85021", { line1: "85021", city: null, state: null, postalCode: null }],
  ["over by the mall or in town", { line1: "Over By The Mall Or In Town", state: null }],
  ["somewhere near me", { state: null }],
])("the address %j is kept, flagged incomplete", (text, address) => {
  expect(normalize("address", text)).toMatchObject({ ok: true, address, isIncomplete: true });
});

test.each([
  ["Spanish", "es", "Spanish"],
  ["español", "es", "Spanish"],
  ["en español por favor", "es", "Spanish"],
  ["I prefer English", "en", "English"],
  ["inglés", "en", "English"],
  ["vietnamita", "vi", "Vietnamese"],
  ["Mandarin", "zh", "Chinese"],
  ["es-MX", "es", "Spanish"],
  ["EN", "en", "English"],
])("the language %j is %s, shown as %s", (text, value, display) => {
  expect(normalize("preferred_language", text)).toMatchObject({ ok: true, value, display });
});

test("a language that is none, or two, is refused; its name is shown in the reader's language", () => {
  expect(readingOf("preferred_language", "whatever")).toBe("refused: unrecognised");
  expect(readingOf("preferred_language", "English or Spanish")).toBe("refused: unrecognised");
  expect(normalize("preferred_language", "Spanish", "es")).toMatchObject({ display: "español" });
});

test.each([
  ["abc-123 456", "ABC-123456"],
  ["A B C dash one two three", "ABC-123"],
  ["POL 0099/7", "POL0099/7"],
  ["no idea where that is", "refused: unrecognised"],
  ["12", "refused: unrecognised"],
])("the policy number %j reads as %s", (text, value) => {
  expect(readingOf("insurance_policy_number", text)).toBe(value);
});

test("INP-03: names keep their letters in NFC, lose invisible characters, and refuse NUL, controls and broken UTF-16", () => {
  expect(readingOf("employer", "  Pen\u0303a  &\tSons\u200b, LLC ")).toBe("Peña & Sons, LLC");
  for (const bad of ["a\u0000b", "a\u0007b", "a\ud800b", "a\u0085b"]) {
    expect(normalize("employer", bad)).toEqual({ ok: false, reason: "unsafe_characters" });
  }
  expect(normalize("employer", "  \u200b ")).toEqual({ ok: false, reason: "empty" });
  expect(normalize("employer", "!!!")).toEqual({ ok: false, reason: "unrecognised" });
  expect(normalize("employer", "a".repeat(201))).toEqual({ ok: false, reason: "too_long" });
  expect(normalize("employer", "a".repeat(5000))).toEqual({ ok: false, reason: "too_long" });
});

test.each(["I don't know", "no sé", "None.", "N/A", "prefiero no decirlo", "skip"])(
  "%j is no answer for any field",
  (text) => {
    for (const field of caseDetailField.options) {
      expect(normalize(field, text)).toEqual({ ok: false, reason: "no_answer" });
    }
  },
);

test("INP-03: any text is answered for any field without an exception, within its length, and normalises to itself", () => {
  const piece = fc.constantFrom(
    "constructor",
    "toString",
    "1450",
    "Main",
    "St",
    "Apt",
    "4",
    "Phoenix",
    "AZ",
    "85021",
    ",",
    "at",
    "dot",
    "com",
    "may",
    "five",
    "@",
    "-",
    "#2",
    "español",
    "DC",
  );
  const text = fc.oneof(
    fc.string({ unit: "grapheme", maxLength: 60 }),
    fc.string({ maxLength: 60 }),
    fc.array(piece, { maxLength: 12 }).map((words) => words.join(" ")),
  );
  fc.assert(
    fc.property(fc.constantFrom(...caseDetailField.options), text, (field, raw) => {
      const result = normalize(field, raw);
      if (!result.ok) return;
      expect(result.value.length).toBeLessThanOrEqual(CASE_DETAIL_FIELDS[field].maxLength);
      expect(normalize(field, result.value)).toEqual(result);
    }),
    { numRuns: 1_500 },
  );
});

test("every field of the table is in the schema, and its flag is its own", () => {
  expect(caseDetailField.options.toSorted()).toEqual(Object.keys(CASE_DETAIL_FIELDS).toSorted());
  expect(new Set(Object.values(CASE_DETAIL_FIELDS).map(({ flag }) => flag)).size).toBe(caseDetailField.options.length);
});
