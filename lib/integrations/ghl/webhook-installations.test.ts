import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { auditLogs } from "@/db/schema/audit";
import { messages } from "@/db/schema/messages";
import { inTenant, withoutTenant } from "@/db/tenant";
import { decideInstallation } from "@/lib/domain/ghl-installations/decide-installation";
import { findGhlFirm } from "@/lib/domain/ghl-installations/find-ghl-firm";
import { requestInstallation } from "@/lib/domain/ghl-installations/request-installation";
import { createTestDatabase, type TestDatabase } from "@/tests/support/test-database";
import { openGhlPlatformDoor, TEST_GHL_APP } from "@/tests/webhooks/ghl-settings";
import { deliver, openProviderFirm, type ProviderFirm } from "@/tests/webhooks/provider-firm";

let database: TestDatabase;
beforeAll(async () => {
  openGhlPlatformDoor();
  database = await createTestDatabase("pglite");
});
afterAll(() => database.drop());

type Json = Record<string, unknown>;

/** HighLevel's own delivery to the address that serves every location. */
async function tellPlatform(type: string, fields: Json): Promise<string> {
  const identity = { timestamp: new Date().toISOString(), webhookId: randomUUID(), appId: TEST_GHL_APP };
  const body = JSON.stringify({ type, ...identity, ...fields });
  const door = { provider: "ghl", mode: "ghl-ed25519", secret: "", path: "/api/webhooks/ghl" } as const;
  const answer = await deliver(door, { contentType: "application/json", body });
  return answer.status === 200 ? JSON.parse(answer.body).status : String(answer.status);
}

const text = (locationId: string, id: string = randomUUID()) => ({
  locationId,
  messageId: id,
  messageType: "SMS",
  body: "I need help",
  from: "+16025550142",
});

const ownerOf = (locationId: string) => withoutTenant((tx) => findGhlFirm(tx, locationId));

async function openFirm(): Promise<ProviderFirm> {
  return openProviderFirm({ provider: "ghl", mode: "body-hmac", account: null });
}

async function claim({ principal }: ProviderFirm, locationId: string): Promise<void> {
  await inTenant(principal, (tx) => requestInstallation(tx, { locationId }));
  const { tenantId } = principal;
  await decideInstallation({ userId: "admin", requestId: randomUUID() }, { locationId, tenantId, decision: "approve" });
}

const countOf = (firm: ProviderFirm) => firm.read((tx) => tx.$count(messages));

test("events of a location that nobody has are dropped, and of one that is only asked for as well", async () => {
  const firm = await openFirm();
  expect(await tellPlatform("InboundMessage", text("LOC-A"))).toBe("ignored");
  expect(await tellPlatform("INSTALL", { locationId: "LOC-A", companyName: "Doe Law" })).toBe("accepted");
  await inTenant(firm.principal, (tx) => requestInstallation(tx, { locationId: "LOC-A" }));
  expect(await tellPlatform("InboundMessage", text("LOC-A"))).toBe("ignored");
  expect(await tellPlatform("PigeonLanded", {})).toBe("ignored");
  expect(await firm.payloads()).toEqual([]);
});

test("WH-03 a location's events reach the firm that it was given to, once, and no other firm", async () => {
  const [firm, other] = [await openFirm(), await openFirm()];
  for (const [each, locationId] of [
    [firm, "LOC-B"],
    [other, "LOC-C"],
  ] as const) {
    await tellPlatform("INSTALL", { locationId, companyName: "Some Law" });
    await claim(each, locationId);
  }
  const told = { ...text("LOC-B"), webhookId: randomUUID() };
  expect(await tellPlatform("InboundMessage", told)).toBe("accepted");
  expect(await tellPlatform("InboundMessage", told)).toBe("duplicate");
  expect([await firm.work(), await other.work()]).toEqual([0, 0]);
  expect([await countOf(firm), await countOf(other)]).toEqual([1, 0]);
  expect((await other.payloads()).length).toBe(0);
});

test("WH-03 another app's event is refused, whether its location is known or not", async () => {
  const firm = await openFirm();
  await tellPlatform("INSTALL", { locationId: "LOC-D" });
  await claim(firm, "LOC-D");
  expect(await tellPlatform("INSTALL", { locationId: "LOC-E", appId: "APP2" })).toBe("401");
  expect(await tellPlatform("InboundMessage", { ...text("LOC-D"), appId: "APP2" })).toBe("401");
  expect(await tellPlatform("UNINSTALL", { locationId: "LOC-D", appId: "APP2" })).toBe("401");
  expect(await firm.work()).toBe(0);
  expect(await ownerOf("LOC-D")).toBe(firm.principal.tenantId);
  expect(await inTenant(firm.principal, (tx) => requestInstallation(tx, { locationId: "LOC-E" }))).toBe(false);
});

test("an uninstallation ends the firm's claim, and the firm reads of it; installed again it is nobody's", async () => {
  const firm = await openFirm();
  await tellPlatform("INSTALL", { locationId: "LOC-F", timestamp: new Date(Date.now() - 60_000).toISOString() });
  await claim(firm, "LOC-F");
  const uninstalled = { locationId: "LOC-F", timestamp: new Date(Date.now() - 30_000).toISOString() };
  expect(await tellPlatform("UNINSTALL", uninstalled)).toBe("accepted");
  expect(await firm.work()).toBe(0);
  expect(await ownerOf("LOC-F")).toBeNull();
  expect(await tellPlatform("InboundMessage", text("LOC-F"))).toBe("ignored");
  expect(await firm.lines()).toMatchObject([
    { action: "ghl.UNINSTALL", status: "done", detail: { provider: "ghl", locationId: "LOC-F" } },
  ]);
  const audited = await firm.read((tx) => tx.select({ action: auditLogs.action }).from(auditLogs));
  expect(audited.map(({ action }) => action)).toContain("ghl_installation.uninstall");
  expect(await tellPlatform("UNINSTALL", uninstalled)).toBe("accepted");
  expect(await tellPlatform("INSTALL", { locationId: "LOC-F" })).toBe("accepted");
  expect(await ownerOf("LOC-F")).toBeNull();
  expect(await inTenant(firm.principal, (tx) => requestInstallation(tx, { locationId: "LOC-F" }))).toBe(true);
});

test("an installation that comes after its own removal stays removed", async () => {
  const firm = await openFirm();
  await tellPlatform("UNINSTALL", { locationId: "LOC-G" });
  const earlier = new Date(Date.now() - 3_600_000).toISOString();
  expect(await tellPlatform("INSTALL", { locationId: "LOC-G", timestamp: earlier })).toBe("accepted");
  expect(await inTenant(firm.principal, (tx) => requestInstallation(tx, { locationId: "LOC-G" }))).toBe(false);
  const old = new Date(Date.now() - 3 * 86_400_000).toISOString();
  expect(await tellPlatform("INSTALL", { locationId: "LOC-H", timestamp: old })).toBe("ignored");
  expect(await inTenant(firm.principal, (tx) => requestInstallation(tx, { locationId: "LOC-H" }))).toBe(false);
});

test("WH-03 a firm that signs what it likes for its own door ends no other firm's claim and makes no installation", async () => {
  const [victim, attacker] = [await openFirm(), await openFirm()];
  await tellPlatform("INSTALL", { locationId: "LOC-I" });
  await claim(victim, "LOC-I");
  for (const told of [
    { type: "UNINSTALL", locationId: "LOC-I" },
    { type: "INSTALL", locationId: "LOC-J", companyName: "Victim & Partners" },
    { type: "UNINSTALL", locationId: "LOC-I", location: { id: "LOC-J" } },
  ]) {
    expect((await attacker.sendJson(told)).status).toBe(200);
  }
  expect(await attacker.work()).toBe(0);
  expect(await ownerOf("LOC-I")).toBe(victim.principal.tenantId);
  expect(await inTenant(attacker.principal, (tx) => requestInstallation(tx, { locationId: "LOC-J" }))).toBe(false);
  expect((await attacker.lines()).map(({ status }) => status)).toEqual(["skipped", "skipped", "skipped"]);
});
