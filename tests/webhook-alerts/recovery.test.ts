import { afterAll, beforeAll, expect, test } from "vitest";
import { createEvolutionSender } from "@/simulators/evolution/evolution-sender";
import { tokenOf } from "@/simulators/evolution/instance";
import { ghlAppId } from "@/simulators/ghl/ghl-app-id";
import { createGhlSender } from "@/simulators/ghl/ghl-sender";
import { ghlSimulatorPublicKey } from "@/simulators/ghl/ghl-simulator-public-key";
import { createTestDatabase, type TestDatabase } from "../support/test-database";
import { openRecoveringFirm, openRecoverySource, type RecoverySource } from "./recovery-stage";

let database: TestDatabase;
let evolution: RecoverySource;
let ghl: RecoverySource;
beforeAll(async () => {
  evolution = await openRecoverySource(createEvolutionSender());
  ghl = await openRecoverySource(createGhlSender());
  process.env["EVOLUTION_BASE_URL"] = evolution.baseUrl;
  process.env["GHL_BASE_URL"] = ghl.baseUrl;
  process.env["GHL_WEBHOOK_PUBLIC_KEY"] = ghlSimulatorPublicKey(undefined);
  process.env["GHL_APP_ID"] = ghlAppId();
  database = await createTestDatabase("pglite");
});
afterAll(async () => {
  await Promise.all([evolution.close(), ghl.close()]);
  await database.drop();
});

const DONE = { status: "completed" };

const openEvolution = (account: string) =>
  openRecoveringFirm({ provider: "evolution", mode: "evolution-jwt", account, source: evolution });
const openGhl = (account: string) => openRecoveringFirm({ provider: "ghl", mode: "ghl-ed25519", account, source: ghl });

test("WH-05 what a silent WhatsApp gateway kept is stored once as recovered, worked on, and a late delivery of it is a duplicate", async () => {
  const firm = await openEvolution("calder");
  await firm.saveKey(tokenOf("calder"));
  for (const told of firm.lose("text", { text: "Before the silence" }))
    expect(await firm.sendLate(told)).toBe("accepted");
  const lost = [...firm.lose("text", { text: "Where is my check" }), ...firm.lose("read", { text: "On its way" })];
  const alertId = await firm.openAlert();
  expect(await firm.recover({ alertId })).toEqual(DONE);
  const recovered = (await firm.events()).filter(({ origin }) => origin === "recovered");
  expect(recovered.length).toBe(lost.length);
  for (const event of recovered) {
    expect(event).toMatchObject({ verification: "recovered", endpointId: firm.endpointId, state: "received" });
  }
  expect(await firm.alert()).toMatchObject({
    recoveredCount: lost.length,
    reconciliationFailure: null,
    reconciledAt: expect.any(Date),
    closedAt: null,
  });
  expect(await firm.work()).toBe(0);
  const before = await firm.messages();
  expect(before.map(({ body, direction, state }) => [body, direction, state]).toSorted()).toEqual([
    ["Before the silence", "inbound", "received"],
    ["On its way", "outbound", "read"],
    ["Where is my check", "inbound", "received"],
  ]);
  for (const planned of lost) expect(await firm.sendLate(planned), planned.label).toBe("duplicate");
  expect(await firm.recover({ alertId })).toEqual(DONE);
  expect(await firm.work()).toBe(0);
  expect(await firm.messages()).toEqual(before);
  expect((await firm.alert())?.recoveredCount).toBe(lost.length);
});

test("an edit and a deletion that nobody was told of are recovered as well", async () => {
  const firm = await openEvolution("edits");
  await firm.saveKey(tokenOf("edits"));
  firm.lose("edit", { text: "My address is 41 Main Street" });
  firm.lose("delete", { text: "Please forget this" });
  expect(await firm.recover()).toEqual(DONE);
  expect(await firm.work()).toBe(0);
  const kept = await firm.messages();
  expect(kept.flatMap(({ body, edits }) => [body, ...edits.map((edit) => edit.body)])).toContain(
    "My address is 41 Main Street",
  );
  expect(kept.find(({ body }) => body === "Please forget this")?.deletedAt).toEqual(expect.any(Date));
});

test("WH-05 texts that HighLevel could not tell are recovered with the client's number, and a late webhook has no second effect", async () => {
  const firm = await openGhl("locA1234567890abcdef");
  await firm.saveKey("pit-0123456789");
  for (const told of firm.lose("sms", { text: "Before the silence" }))
    expect(await firm.sendLate(told)).toBe("accepted");
  expect(await firm.work()).toBe(0);
  const lost = firm.lose("sms", { text: "Where is my check" });
  const alertId = await firm.openAlert();
  expect(await firm.recover({ alertId })).toEqual(DONE);
  expect((await firm.alert())?.recoveredCount).toBe(1);
  expect(await firm.work()).toBe(0);
  const before = await firm.messages();
  expect(before.map(({ body }) => body)).toEqual(["Before the silence", "Where is my check"]);
  expect(new Set(before.map(({ clientAddress }) => clientAddress))).toEqual(new Set(["+16025550120"]));
  for (const planned of lost) await firm.sendLate(planned);
  expect(await firm.recover({ alertId })).toEqual(DONE);
  expect(await firm.work()).toBe(0);
  expect((await firm.messages()).map(({ id, body }) => [id, body])).toEqual(before.map(({ id, body }) => [id, body]));
  expect((await firm.alert())?.recoveredCount).toBe(1);
});

test("a silence in which the provider had nothing to say is none: its alert is closed", async () => {
  const firm = await openEvolution("nothing");
  await firm.saveKey(tokenOf("nothing"));
  expect(await firm.recover({ alertId: await firm.openAlert() })).toEqual(DONE);
  expect(await firm.alert()).toMatchObject({ recoveredCount: 0, closedBy: "reconciliation" });
});

test("without a key, with a wrong one, for an unknown account and without an account the alert says why, and stays", async () => {
  const noKey = await openEvolution("no-key");
  const wrongKey = await openEvolution("wrong-key");
  await wrongKey.saveKey("not the token");
  const unknown = await openRecoveringFirm({ provider: "evolution", mode: "evolution-jwt", account: "nobody" });
  await unknown.saveKey("x");
  const noAccount = await openRecoveringFirm({ provider: "ghl", mode: "body-hmac", account: null });
  await noAccount.saveKey("x");
  for (const [firm, failure] of [
    [noKey, "no_key"],
    [wrongKey, "bad_key"],
    [unknown, "not_found"],
    [noAccount, "no_account"],
  ] as const) {
    expect(await firm.recover({ alertId: await firm.openAlert() })).toEqual(DONE);
    expect(await firm.alert()).toMatchObject({ reconciliationFailure: failure, recoveredCount: 0, closedAt: null });
  }
});

test("a provider that does not answer is asked again, and after the last try the alert says so", async () => {
  const firm = await openGhl("locDown1234567890abc");
  await firm.saveKey("pit-0123456789");
  const alertId = await firm.openAlert();
  const { api } = ghl.sender;
  ghl.sender.api = async () => new Response(null, { status: 503 });
  expect(await firm.recover({ alertId, isLast: false })).toEqual({ status: "failed", code: "upstream_failed" });
  expect(await firm.alert()).toMatchObject({ reconciledAt: null });
  expect(await firm.recover({ alertId })).toEqual(DONE);
  if (api) ghl.sender.api = api;
  expect(await firm.alert()).toMatchObject({ reconciliationFailure: "unreachable" });
});

test("of its own accord an alert is reconciled once, by hand as often as somebody asks", async () => {
  const firm = await openEvolution("once");
  await firm.saveKey(tokenOf("once"));
  const alertId = await firm.openAlert();
  firm.lose("text", { text: "One" });
  await firm.recover({ alertId, isAutomatic: true });
  firm.lose("text", { text: "Two" });
  await firm.recover({ alertId, isAutomatic: true });
  expect((await firm.alert())?.recoveredCount).toBe(1);
  await firm.recover({ alertId });
  expect((await firm.alert())?.recoveredCount).toBe(2);
});

test("TEN-10 a job with another firm's endpoint or alert does nothing, for neither firm", async () => {
  const victim = await openEvolution("victim");
  const attacker = await openEvolution("attacker");
  for (const [firm, name] of [
    [victim, "victim"],
    [attacker, "attacker"],
  ] as const)
    await firm.saveKey(tokenOf(name));
  victim.lose("text", { text: "Privileged" });
  const alertId = await victim.openAlert();
  expect(await victim.recover({ alertId, as: attacker })).toEqual(DONE);
  expect(await attacker.recover({ alertId })).toEqual(DONE);
  for (const firm of [victim, attacker]) expect(await firm.events()).toEqual([]);
  expect(await victim.alert()).toMatchObject({ recoveredCount: null, reconciledAt: null, closedAt: null });
});
