import "./clerk-environment";
import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { GET as health } from "@/app/api/health/route";
import { GET as ready } from "@/app/api/ready/route";
import { contacts } from "@/db/schema/contacts";
import { inPlatform, inTenant } from "@/db/tenant";
import { tenantIdOf } from "@/lib/core/tenant-id";
import { mirrorFirm } from "@/lib/domain/firms/mirror-firm";
import { mirrorMembership } from "@/lib/domain/memberships/mirror-membership";
import { readPlatformOverview } from "@/lib/domain/platform/read-platform-overview";
import { getQueue, stopQueue } from "@/lib/jobs/queue";
import { createTestDatabase, databaseKinds, type TestDatabase, testPrincipal } from "@/tests/support/test-database";
import { appUrl } from "./clerk-environment";
import { newPerson, type Person } from "./session-token";

describe.each(await databaseKinds())("the platform's overview on %s", (kind) => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase(kind);
    if (kind === "pglite") await getQueue();
  });
  afterAll(async () => {
    await stopQueue(100);
    await database.drop();
  });

  test("it counts what is there, firm by firm, and says which schema the database is on", async () => {
    const first = newPerson();
    const second = newPerson();
    await fillFirm(first, "First Firm", ["user_a", "user_b"]);
    await fillFirm(second, "Second Firm", ["user_c"]);
    const overview = await readPlatformOverview();
    const shown = overview.firms.filter((firm) => firm.name.endsWith(" Firm"));
    expect(shown).toMatchObject([
      { tenantId: tenantIdOf(second.organizationId), name: "Second Firm", state: "active", members: 1, calls: 0 },
      {
        tenantId: tenantIdOf(first.organizationId),
        name: "First Firm",
        state: "active",
        members: 2,
        lastEventAt: null,
      },
    ]);
    const { database: schema } = overview;
    expect(schema).toMatchObject({ driver: kind, applied: schema.known });
    expect(Array.isArray(overview.jobs)).toBe(true);
  });

  test("AUTH-07 the platform's role reads no client's row", async () => {
    const person = newPerson();
    await fillFirm(person, "Third Firm", []);
    await inTenant(testPrincipal(person.organizationId), (tx) =>
      tx.insert(contacts).values({ firstName: "Ana", lastName: "Hidden" }),
    );
    expect(JSON.stringify(await readPlatformOverview())).not.toContain("Hidden");
    await expect(inPlatform((tx) => tx.select().from(contacts))).rejects.toMatchObject({ cause: { code: "42501" } });
  });

  test("AVL-09 ready says yes while the database answers, health says yes in any case, and neither may be kept", async () => {
    const request = new Request(`${appUrl}/api/ready`);
    const answers = [await ready(request), await health()];
    expect(answers.map((answer) => answer.status)).toEqual([200, 200]);
    for (const answer of answers) expect(answer.headers.get("cache-control")).toBe("private, no-store");
  });
});

test("AVL-09 ready says no without a reason when the database does not answer, and health still says yes", async () => {
  const database = await createTestDatabase("pglite");
  await database.database.close();
  const answer = await ready(new Request(`${appUrl}/api/ready`));
  expect(answer.status).toBe(503);
  expect(answer.headers.get("retry-after")).toBe("5");
  expect(Object.keys((await answer.json()) as object).toSorted()).toEqual([
    "code",
    "requestId",
    "status",
    "title",
    "type",
  ]);
  expect((await health()).status).toBe(200);
});

test.each([
  ["SIGTERM", 143],
  ["SIGINT", 130],
] as const)(
  "AVL-06 on %s the door closes, the work under way ends, and the server's own listener is asked last",
  async (signal, exitCode) => {
    const script = `
    import { drainOnStop } from "./lib/observability/drain-on-stop.ts";
    globalThis.docketlineCloseDoor = async () => console.log("door closes");
    process.on("${signal}", () => { console.log("server closes"); process.exit(${exitCode}); });
    drainOnStop(async () => { await new Promise((r) => setTimeout(r, 200)); console.log("work is done"); });
    setInterval(() => {}, 1000);
    console.log("up");`;
    const args = ["--conditions=react-server", "--import", "tsx", "--input-type=module", "-e", script];
    const child = spawn(process.execPath, args, { cwd: path.resolve(import.meta.dirname, "../..") });
    let said = "";
    child.stdout.on("data", (chunk: Buffer) => {
      if (said === "") child.kill(signal);
      said += chunk.toString();
    });
    const [code] = (await once(child, "close")) as [number];
    expect({ code, said }).toEqual({ code: exitCode, said: "up\ndoor closes\nwork is done\nserver closes\n" });
  },
);

async function fillFirm(person: Person, name: string, userIds: readonly string[]): Promise<void> {
  await inTenant(testPrincipal(person.organizationId), async (tx) => {
    await mirrorFirm(tx, { organizationId: person.organizationId, name, slug: "firm", changedAt: new Date() });
    for (const userId of userIds) {
      await mirrorMembership(tx, {
        userId,
        role: "org:viewer",
        firstName: null,
        lastName: null,
        email: null,
        removedAt: null,
        changedAt: new Date(),
      });
    }
  });
}
