import { count } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { CASE_STAGES } from "@/db/schema/cases";
import { schema } from "@/db/schema/schema";
import { DEMO_FIRMS } from "@/db/seed/demo-firms";
import { seedDemo } from "@/db/seed/seed-demo";
import { inTenant } from "@/db/tenant";
import { verifyFirmChain } from "@/lib/domain/audit/verify-firm-chain";
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
  for (const firm of DEMO_FIRMS) {
    const system = testPrincipal(firm.orgId, { actor: { type: "system", name: "suite" } });
    await inTenant(system, async (tx) => {
      contacts += (await tx.select({ n: count() }).from(schema.contacts))[0]?.n ?? 0;
      for (const row of await tx.select({ stage: schema.cases.stage }).from(schema.cases)) stages.add(row.stage);
      for (const row of await tx.select({ language: schema.contacts.preferredLanguage }).from(schema.contacts))
        languages.add(row.language);
      expect(await verifyFirmChain(tx)).toMatchObject({ ok: true });
    });
  }
  expect(contacts).toBeGreaterThan(60);
  expect([...stages].sort()).toEqual([...CASE_STAGES].sort());
  expect([...languages].sort()).toEqual(["en", "es"]);
});
