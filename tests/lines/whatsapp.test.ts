import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { messages } from "@/db/schema/messages";
import { addWhatsapp } from "@/lib/connections/evolution/add-whatsapp";
import { followWhatsapp } from "@/lib/connections/evolution/follow-whatsapp";
import { logoutWhatsapp } from "@/lib/connections/evolution/logout-whatsapp";
import { pairWhatsapp } from "@/lib/connections/evolution/pair-whatsapp";
import { refreshPairing } from "@/lib/connections/evolution/refresh-pairing";
import { removeWhatsapp } from "@/lib/connections/evolution/remove-whatsapp";
import { chooseLine } from "@/lib/domain/lines/choose-line";
import { findRecoveryKey } from "@/lib/domain/webhook-alerts/find-recovery-key";
import { getApiKey } from "@/lib/vault/get-api-key";
import { createTestDatabase, type TestDatabase } from "../support/test-database";
import { openWhatsappFirm, openWhatsappStage, type WhatsappFirm, type WhatsappStage } from "./whatsapp-stage";

let database: TestDatabase;
let stage: WhatsappStage;

beforeAll(async () => {
  stage = await openWhatsappStage();
  database = await createTestDatabase("pglite");
});
afterAll(async () => {
  await stage.close();
  await database.drop();
});

const PNG = /^data:image\/png;base64,iVBORw0KGgo/;

async function begin(firm: WhatsappFirm, phone: string | null = null) {
  const { lineId } = await addWhatsapp(firm.principal, { label: "Intake", userId: "user_admin" });
  const pairing = await pairWhatsapp(firm.principal, { lineId, phone, appUrl: stage.appUrl });
  await stage.simulator.settled();
  await firm.work();
  return { lineId, pairing };
}

async function connected(): Promise<WhatsappFirm & { lineId: string }> {
  const firm = await openWhatsappFirm(stage);
  const { lineId } = await begin(firm);
  await firm.happen("scan");
  expect(await firm.line()).toMatchObject({ state: "connected", stateReason: null });
  return { ...firm, lineId };
}

test("a firm connects WhatsApp by QR: its own instance, token and signed door, and the number that joined", async () => {
  const firm = await openWhatsappFirm(stage);
  const { lineId, pairing } = await begin(firm);
  expect(pairing).toEqual({ kind: "offer", offer: { image: expect.stringMatching(PNG), pairingCode: null } });
  const line = await firm.line();
  expect(line).toMatchObject({
    state: "connecting",
    stateReason: "awaiting_scan",
    isDefault: true,
    channel: "whatsapp",
  });
  expect(line.address).toMatch(/^dl-[0-9a-f]{32}$/);
  expect(await firm.doors()).toMatchObject([{ account: line.address, mode: "evolution-jwt", state: "active" }]);
  expect(await refreshPairing(firm.principal, { lineId })).toMatchObject({ kind: "offer" });
  await firm.happen("scan");
  expect(await firm.line()).toMatchObject({
    state: "connected",
    stateReason: null,
    settings: { whatsapp: "baileys", phone: "+16025550110" },
  });
  expect(await refreshPairing(firm.principal, { lineId })).toEqual({ kind: "connected" });
  expect(await firm.read((tx) => chooseLine(tx, { conversationId: null, channel: "whatsapp" }))).toMatchObject({
    id: lineId,
  });
  await firm.happen("text");
  const told = await firm.read((tx) => tx.select({ body: messages.body, line: messages.line }).from(messages));
  expect(told).toEqual([{ body: "Where is my check", line: "+16025550110" }]);
});

test("a pairing code is given to the phone that asks, also after a QR code was shown", async () => {
  const firm = await openWhatsappFirm(stage);
  const { lineId } = await begin(firm);
  const code = await pairWhatsapp(firm.principal, { lineId, phone: "(602) 555-0110", appUrl: stage.appUrl });
  expect(code).toMatchObject({ kind: "offer", offer: { pairingCode: expect.stringMatching(/^[1-9A-Z]{8}$/) } });
  await expect(pairWhatsapp(firm.principal, { lineId, phone: "call me", appUrl: stage.appUrl })).rejects.toMatchObject({
    code: "invalid_input",
  });
});

test("who logs out on the phone disconnects the line, which comes back by another scan under the same name", async () => {
  const firm = await connected();
  const before = await firm.line();
  await firm.happen("logged-out");
  expect(await firm.line()).toMatchObject({ state: "disconnected", stateReason: "logged_out" });
  expect(await firm.read((tx) => chooseLine(tx, { conversationId: null, channel: "whatsapp" }))).toBeNull();
  const again = await pairWhatsapp(firm.principal, { lineId: firm.lineId, phone: null, appUrl: stage.appUrl });
  expect(again.kind).toBe("offer");
  await firm.happen("scan");
  expect(await firm.line()).toMatchObject({ state: "connected", address: before.address });
  expect(await firm.doors()).toHaveLength(1);
});

test.each([["connection-lost"], ["connect"], ["logged-out"]])(
  "%s told in the wrong order, twice, or not at all ends as the gateway says it is",
  async (scene) => {
    for (const faults of [["out-of-order"], ["duplicate", "out-of-order"], ["silence"]] as const) {
      const firm = await connected();
      await firm.happen(scene, [...faults]);
      expect(await firm.check()).toEqual({ status: "completed" });
      expect((await firm.line()).state).toBe(scene === "logged-out" ? "disconnected" : "connected");
    }
  },
);

test("when nobody scans the line says so, and no new code is asked for without a person", async () => {
  const firm = await openWhatsappFirm(stage);
  const { lineId } = await begin(firm);
  await firm.happen("qr-limit");
  expect(await firm.line()).toMatchObject({ state: "disconnected", stateReason: "qr_limit" });
  expect(await refreshPairing(firm.principal, { lineId })).toEqual({ kind: "ended" });
  expect(await firm.line()).toMatchObject({ state: "disconnected", stateReason: "qr_limit" });
  expect((await pairWhatsapp(firm.principal, { lineId, phone: null, appUrl: stage.appUrl })).kind).toBe("offer");
});

test("AVL-02 an instance whose making was not answered is found again, not made twice", async () => {
  const firm = await openWhatsappFirm(stage);
  await stage.fail("lost-answer", "instance/create");
  const { lineId, pairing } = await begin(firm);
  expect(pairing).toEqual({ kind: "failed", problem: "unreachable" });
  expect(await firm.line()).toMatchObject({ state: "failing", stateReason: "unreachable" });
  expect((await pairWhatsapp(firm.principal, { lineId, phone: null, appUrl: stage.appUrl })).kind).toBe("offer");
});

test("a gateway that is busy or down for a moment leaves a connected line as it is", async () => {
  const firm = await connected();
  for (const [fault, problem] of [
    ["rate-limited", "rate_limited"],
    ["unavailable", "unreachable"],
    ["lost-answer", "unreachable"],
  ]) {
    await stage.fail(fault ?? "", "connectionState");
    expect(await followWhatsapp(firm.principal, { lineId: firm.lineId })).toEqual({ ok: false, problem });
    expect((await firm.line()).state).toBe("connected");
  }
});

test("SEC-06 neither QR nor pairing code nor token is in the database, in an answer to somebody else, or in a log", async () => {
  const written: string[] = [];
  const capture = (chunk: string | Uint8Array) => written.push(String(chunk)) > 0;
  const spies = [process.stdout, process.stderr].map((stream) => vi.spyOn(stream, "write").mockImplementation(capture));
  const firm = await openWhatsappFirm(stage);
  const { lineId, pairing } = await begin(firm, "+16025550110");
  const refreshed = await refreshPairing(firm.principal, { lineId });
  await firm.happen("connect");
  for (const spy of spies) spy.mockRestore();
  const token = await firm.read((tx) => getApiKey(tx, `evolution:${lineId}`));
  const canaries = [pairing, refreshed].flatMap((told) =>
    told.kind === "offer" ? [told.offer.image?.slice(60, 160), told.offer.pairingCode] : [],
  );
  const secrets = [token, ...canaries].filter((text) => typeof text === "string");
  expect(secrets.length).toBe(5);
  const tables = await database.asOwner(
    "select schemaname || '.' || tablename as name from pg_tables where schemaname in ('public', 'pgboss', 'docketline')",
  );
  for (const { name } of tables.rows as { name: string }[]) {
    const dump = await database.asOwner(`select row_to_json(t)::text as row from ${name} t`);
    const text = JSON.stringify(dump.rows);
    for (const secret of secrets) expect(text, name).not.toContain(secret);
  }
  const kept = [...(await firm.payloads()), JSON.stringify(await firm.lines()), ...written].join();
  for (const secret of secrets) expect(kept).not.toContain(secret);
});

test("TEN-05 to another firm the line, its code and its state do not exist, and nothing of it changes", async () => {
  const firm = await connected();
  const other = await openWhatsappFirm(stage);
  const { lineId } = firm;
  const before = await firm.line();
  const acts = [
    () => pairWhatsapp(other.principal, { lineId, phone: null, appUrl: stage.appUrl }),
    () => refreshPairing(other.principal, { lineId }),
    () => followWhatsapp(other.principal, { lineId }),
    () => logoutWhatsapp(other.principal, { lineId }),
    () => removeWhatsapp(other.principal, { lineId }),
  ];
  for (const act of acts) await expect(act()).rejects.toMatchObject({ code: "not_found" });
  expect(await firm.check(other)).toEqual({ status: "deadletter", code: "not_found" });
  expect(await other.read((tx) => findRecoveryKey(tx, { provider: "evolution", account: before.address }))).toBeNull();
  expect(await firm.line()).toEqual(before);
  expect(await followWhatsapp(firm.principal, { lineId })).toEqual({ ok: true, state: "open" });
});

test("recovery asks with the instance's own token", async () => {
  const firm = await connected();
  const { address, id } = await firm.line();
  const token = await firm.read((tx) => getApiKey(tx, `evolution:${id}`));
  expect(await firm.read((tx) => findRecoveryKey(tx, { provider: "evolution", account: address }))).toBe(token);
});

test("logging out keeps the line; removing ends instance, token and door", async () => {
  const firm = await connected();
  const { lineId } = firm;
  expect(await logoutWhatsapp(firm.principal, { lineId })).toEqual({ ok: true });
  expect(await firm.line()).toMatchObject({ state: "disconnected", stateReason: "logged_out", removedAt: null });
  await stage.fail("unavailable", "instance/delete");
  expect(await removeWhatsapp(firm.principal, { lineId })).toEqual({ ok: false, problem: "unreachable" });
  expect((await firm.line()).removedAt).toBeNull();
  expect(await removeWhatsapp(firm.principal, { lineId })).toEqual({ ok: true });
  const { removedAt, address } = await firm.line();
  expect(removedAt).toEqual(expect.any(Date));
  expect(await firm.read((tx) => getApiKey(tx, `evolution:${lineId}`))).toBeNull();
  expect((await firm.doors()).map(({ state }) => state)).toEqual(["deleted"]);
  const gone = await fetch(`${stage.gatewayUrl}/instance/connectionState/${address}`);
  expect(gone.status).toBe(404);
  await expect(removeWhatsapp(firm.principal, { lineId })).rejects.toMatchObject({ code: "not_found" });
});
