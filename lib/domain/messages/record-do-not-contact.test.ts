import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/tests/support/test-database";
import { addContact, after, CLIENT, everythingOf, inFirm } from "@/tests/support/told-message";
import { type DoNotContactInput, recordDoNotContact } from "./record-do-not-contact";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase("pglite");
});
afterAll(() => database.drop());

function mark(orgId: string, input: Partial<DoNotContactInput> = {}) {
  const dnd = { eventId: null, provider: "ghl", e164: CLIENT, channel: "sms", isBlocked: true, words: "STOP" } as const;
  return inFirm(orgId, (tx) => recordDoNotContact(tx, { ...dnd, occurredAt: after(0), ...input }));
}

test("CMP-01 another system's mark blocks the number, once for each time that it was set", async () => {
  const contactId = await addContact("org_mark", CLIENT);
  const eventId = randomUUID();
  expect(await mark("org_mark", { eventId, e164: "(602) 555-0142" })).toEqual({ outcome: "recorded" });
  expect(await mark("org_mark")).toEqual({ outcome: "repeated" });
  expect(await mark("org_mark", { occurredAt: after(60), words: null })).toEqual({ outcome: "recorded" });
  const { optOuts, register, lines } = await everythingOf("org_mark");
  expect(optOuts.map(({ source, kind, words }) => [source, kind, words])).toEqual([
    ["crm", "stop", "STOP"],
    ["crm", "stop", null],
  ]);
  expect(register).toMatchObject([{ e164: CLIENT, channel: "sms", state: "opted_out", effectiveAt: after(60) }]);
  expect(lines.find((line) => line.eventId === eventId)).toMatchObject({
    ...{ action: "opt_out.recorded", subjectType: "contact", subjectId: contactId },
    detail: { provider: "ghl", channel: "sms" },
  });
});

test("CMP-03 a mark that is taken off allows nothing: it is noted, and the number stays blocked", async () => {
  await mark("org_unmark");
  expect(await mark("org_unmark", { isBlocked: false, occurredAt: after(60) })).toEqual({ outcome: "not_heard" });
  const { register, lines, optOuts } = await everythingOf("org_unmark");
  expect(register).toMatchObject([{ state: "opted_out" }]);
  expect(optOuts).toHaveLength(1);
  expect(lines.at(-1)).toMatchObject({ action: "opt_out.removal_not_heard", status: "skipped", subjectId: null });
});

test("a mark without a number is refused, and one from the future counts from now", async () => {
  await expect(mark("org_odd", { e164: "184467440737095@lid" })).rejects.toMatchObject({ code: "invalid_input" });
  await mark("org_odd", { occurredAt: new Date(Date.now() + 86_400_000) });
  const { register } = await everythingOf("org_odd");
  expect(register[0]?.effectiveAt.getTime()).toBeLessThanOrEqual(Date.now());
});
