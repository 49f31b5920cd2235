import { expect, test } from "vitest";
import { maskIdentity, maskPayload, type PayloadJson } from "./mask-payload";

const CANARIES = [
  "Canarywoman",
  "Ana María de la Canary",
  "canary@example.com",
  "+16025550142",
  "16025550142",
  "(602) 555-0142",
  "078-05-1120",
  "4111 1111 1111 1111",
  "77 Canary Street",
  "1961-02-03",
  "my knee hurts canary",
];
const CONTENT_KEYS = [
  "body",
  "Body",
  "text",
  "message",
  "content",
  "caption",
  "conversation",
  "transcript",
  "summary",
  "name",
  "firstName",
  "full_name",
  "pushName",
  "profileName",
  "From",
  "To",
  "from",
  "number",
  "phone",
  "phoneNumber",
  "remoteJid",
  "WaId",
  "wa_id",
  "email",
  "address",
  "date_of_birth",
  "dateOfBirth",
  "birthDate",
  "dob",
  "ssn",
  "notes",
  "subject",
  "title",
  "source",
  "tags",
  "customField",
  "value",
  "unknownField",
  "x",
];
/** Keys whose values are shown when they look like a code, an id or a time. */
const CODED_KEYS = [
  "id",
  "contactId",
  "message_id",
  "MessageSid",
  "type",
  "status",
  "event",
  "timestamp",
  "createdAt",
  "time",
  "date",
  "duration",
  "count",
];
/** Of these a value cannot be told from a code by its form alone. */
const CODE_LIKE = new Set(["Canarywoman"]);

test("no word, number or address of a client is shown under any key, at any depth", () => {
  for (const canary of CANARIES) {
    for (const key of CONTENT_KEYS) {
      const shown = JSON.stringify(maskPayload({ data: [{ [key]: canary }, { [key]: [canary, { [key]: canary }] }] }));
      expect(shown, `${key}: ${canary}`).not.toContain(canary);
    }
    for (const key of CODED_KEYS.filter(() => !CODE_LIKE.has(canary))) {
      expect(JSON.stringify(maskPayload({ [key]: canary })), `${key}: ${canary}`).not.toContain(canary);
    }
    expect(JSON.stringify(maskPayload([canary]))).not.toContain(canary);
    expect(maskPayload(canary)).not.toBe(canary);
  }
});

test("a client's number is no key and no number either", () => {
  for (const key of ["+16025550142", "16025550142", "canary@example.com", "Ana María", "078-05-1120 home"]) {
    expect(JSON.stringify(maskPayload({ contacts: { [key]: true } })), key).not.toContain(key);
  }
  for (const key of [...CONTENT_KEYS, ...CODED_KEYS]) {
    expect(JSON.stringify(maskPayload({ [key]: 6025550142 })), key).not.toContain("6025550142");
  }
  expect(maskPayload({ a: { "+16025550142": 1, "+16025550143": 2 } })).toEqual({ a: { "•••1": "###", "•••2": "###" } });
});

test("types, ids, states, times and counts of the event are shown", () => {
  const shown: PayloadJson = {
    type: "end-of-call-report",
    event: "messages.upsert",
    direction: "inbound",
    status: "in-progress",
    isTest: false,
    missing: null,
    empty: "",
    id: "3EB0C767D097B7C7C5A1",
    call: { id: "2b4c6d8e-0000-4000-8000-00000000abcd", endedReason: "customer-ended-call", durationSeconds: 190 },
    MessageSid: "SM0123456789abcdef0123456789abcdef",
    createdAt: "2026-11-20T17:00:00.000Z",
    timestamp: 1795194000000,
    items: [],
  };
  expect(maskPayload(shown)).toEqual(shown);
});

test("the structure stays: keys, depth and kinds of values", () => {
  expect(
    maskPayload({ data: { body: "Hello", from: "+16025550142", email: "a@b.test", tries: 3, list: ["a", { n: 1 }] } }),
  ).toEqual({ data: { body: "•••", from: "###", email: "•••@•••", tries: "###", list: ["•••", { n: "###" }] } });
});

test("a long list is cut and says how much was left out", () => {
  const masked = maskPayload({ messages: Array.from({ length: 60 }, () => ({ role: "user", text: "hello" })) });
  expect(masked).toMatchObject({ messages: expect.arrayContaining(["… +10"]) });
  expect((masked as { messages: unknown[] }).messages).toHaveLength(51);
});

test("an identity is shown without the numbers and addresses that some senders make it of", () => {
  expect(maskIdentity("2b4c6d8e-0000-4000-8000-00000000abcd:status-update:ended")).toBe(
    "2b4c6d8e-0000-4000-8000-00000000abcd:status-update:ended",
  );
  expect(maskIdentity("desk:16025550142@s.whatsapp.net:3EB0C767:messages.upsert")).toBe(
    "desk:•••@•••:3EB0C767:messages.upsert",
  );
  expect(maskIdentity("+16025550142:received")).toBe("###:received");
});
