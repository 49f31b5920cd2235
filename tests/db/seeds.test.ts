import { count } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { CASE_STAGES } from "@/db/schema/cases";
import { schema } from "@/db/schema/schema";
import { BROADCAST_AUDIENCE } from "@/db/seed/broadcast-audience";
import { DEMO_FIRMS } from "@/db/seed/demo-firms";
import { seedBroadcastAudience } from "@/db/seed/seed-broadcast-audience";
import { seedDemo } from "@/db/seed/seed-demo";
import { inTenant } from "@/db/tenant";
import { verifyFirmChain } from "@/lib/domain/audit/verify-firm-chain";
import { previewAudience } from "@/lib/domain/broadcasts/preview-audience";
import { addLine } from "@/lib/domain/lines/add-line";
import { createTestDatabase, type TestDatabase, testPrincipal } from "../support/test-database";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase("pglite");
});
afterAll(() => database.drop());

test("the demo firms are filled once, with clients in both languages and cases at every stage", async () => {
  expect(await seedDemo(new Date("2026-11-20T18:00:00Z"))).toBe(true);
  expect(await seedDemo(new Date("2026-11-21T18:00:00Z"))).toBe(false);
  let contacts = 0;
  const stages = new Set<string>();
  const languages = new Set<string>();
  const threads: (typeof schema.conversations.$inferSelect)[] = [];
  for (const firm of DEMO_FIRMS) {
    const system = testPrincipal(firm.orgId, { actor: { type: "system", name: "suite" } });
    await inTenant(system, async (tx) => {
      contacts += (await tx.select({ n: count() }).from(schema.contacts))[0]?.n ?? 0;
      for (const row of await tx.select({ stage: schema.cases.stage }).from(schema.cases)) stages.add(row.stage);
      for (const row of await tx.select({ language: schema.contacts.preferredLanguage }).from(schema.contacts))
        languages.add(row.language);
      threads.push(...(await tx.select().from(schema.conversations)));
      expect(await verifyFirmChain(tx)).toMatchObject({ ok: true });
    });
  }
  expect(threads.length).toBeGreaterThanOrEqual(12);
  expect(new Set(threads.map(({ status }) => status))).toEqual(new Set(["open", "snoozed", "resolved"]));
  expect(threads.some(({ waitingSince }) => waitingSince !== null)).toBe(true);
  expect(contacts).toBeGreaterThan(60);
  expect([...stages].sort()).toEqual([...CASE_STAGES].sort());
  expect([...languages].sort()).toEqual(["en", "es"]);
});

test("the audience of a broadcast is added once: 465 of its 500 may be written to, and the others each have their reason", async () => {
  for (const day of ["2026-11-20", "2026-11-21"]) await seedBroadcastAudience(new Date(`${day}T18:00:00Z`));
  const system = testPrincipal(BROADCAST_AUDIENCE.organizationId, { actor: { type: "system", name: "suite" } });
  await inTenant(system, async (tx) => {
    const line = await addLine(tx, {
      ...{ provider: "twilio", channel: "sms", label: "Twilio", address: "+16175550120" },
      ...{ account: "AC1", settings: {}, state: "connected", reason: null },
    });
    const preview = await previewAudience(tx, {
      audience: { people: "clients", practiceAreas: [BROADCAST_AUDIENCE.practiceArea] },
      lineId: line.id,
      purpose: "informational",
      bodyEn: "Hello {{first_name}}, the office is closed on Friday. {{case_title}}",
      bodyEs: null,
      userId: "user_marcus_bell",
      at: new Date("2026-11-23T17:00:00Z"),
    });
    expect(preview).toMatchObject({ people: 500, noNumber: 5, duplicates: 0, willGet: 465, waits: 0 });
    expect(preview.excluded).toEqual([
      { reason: "consent", count: 20 },
      { reason: "opt_out", count: 10 },
    ]);
    expect(await verifyFirmChain(tx)).toMatchObject({ ok: true });
  });
});
