import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { apiKeys } from "@/db/schema/api-keys";
import { dataKeys } from "@/db/schema/data-keys";
import { inTenant } from "@/db/tenant";
import { getEnv } from "@/lib/core/env";
import { createTestDatabase, type TestDatabase, testPrincipal } from "@/tests/support/test-database";
import { forgetDataKeys } from "./data-key";
import { deleteApiKey } from "./delete-api-key";
import { openEnvelope, readReference } from "./envelope";
import { getApiKey } from "./get-api-key";
import { listApiKeys } from "./list-api-keys";
import { rewrapDataKeys } from "./rewrap-data-keys";
import { saveApiKey } from "./save-api-key";
import { seal } from "./seal";
import { unseal } from "./unseal";

let test_: TestDatabase;
beforeAll(async () => {
  test_ = await createTestDatabase("pglite");
});
afterAll(() => test_.drop());

const binding = { service: "vapi", recordId: "row-1" };

test("SEC-01 a sealed value opens again and no two seals share an IV", async () => {
  await inTenant(testPrincipal("org_seal"), async (tx) => {
    const sealed = await Promise.all(Array.from({ length: 200 }, () => seal(tx, binding, "ключ-🔑")));
    expect(await unseal(tx, binding, sealed[0] ?? Buffer.alloc(0))).toBe("ключ-🔑");
    expect(new Set(sealed.map((value) => value.subarray(26, 38).toString("hex"))).size).toBe(200);
    expect(sealed[0]?.includes(Buffer.from("ключ"))).toBe(false);
  });
});

test("SEC-02 a sealed value moved to another row, service or firm does not open", async () => {
  const sealed = await inTenant(testPrincipal("org_from"), (tx) => seal(tx, binding, "secret"));
  await inTenant(testPrincipal("org_from"), async (tx) => {
    await expect(unseal(tx, { ...binding, recordId: "row-2" }, sealed)).rejects.toThrow("could not be opened");
    await expect(unseal(tx, { ...binding, service: "twilio" }, sealed)).rejects.toThrow("could not be opened");
  });
  await inTenant(testPrincipal("org_to"), async (tx) => {
    await expect(unseal(tx, binding, sealed)).rejects.toThrow("could not be opened");
  });
});

test("SEC-03 flipped bits, short tags and unknown formats fail with one error", async () => {
  await inTenant(testPrincipal("org_bits"), async (tx) => {
    const sealed = await seal(tx, binding, "secret value");
    for (let at = 22; at < sealed.length; at += 1) {
      const flipped = Buffer.from(sealed);
      flipped.writeUInt8(flipped.readUInt8(at) ^ 1, at);
      await expect(unseal(tx, binding, flipped)).rejects.toMatchObject({ code: "internal" });
    }
    for (const broken of [
      Buffer.alloc(0),
      sealed.subarray(0, 40),
      Buffer.from("not an envelope at all, but long enough to be one"),
    ]) {
      await expect(unseal(tx, binding, broken)).rejects.toMatchObject({ code: "internal" });
    }
  });
});

test("SEC-02 a data key swapped between firms by SQL does not open", async () => {
  await inTenant(testPrincipal("org_dek_a"), (tx) => seal(tx, binding, "a"));
  await inTenant(testPrincipal("org_dek_b"), async (tx) => {
    await seal(tx, binding, "b");
    const [own] = await tx.select({ wrapped: dataKeys.wrappedKey }).from(dataKeys);
    expect(readReference(own?.wrapped ?? Buffer.alloc(0)).kekVersion).toBe(1);
    const { wrappingKey } = await import("./keyring");
    expect(() => openEnvelope(wrappingKey(1), "dek\nsomewhere-else\nid", own?.wrapped ?? Buffer.alloc(0))).toThrow();
  });
});

test("SEC-06 a saved key is only ever shown by its last four and fingerprint", async () => {
  const firm = testPrincipal("org_keys");
  const canary = "vapi-canary-4f2a9c17e55b";
  await inTenant(firm, (tx) => saveApiKey(tx, { service: "vapi", key: canary, userId: "user_1", overlapHours: 24 }));
  const shown = await inTenant(firm, (tx) => listApiKeys(tx, "vapi"));
  expect(shown).toMatchObject([{ state: "current", lastFour: "e55b", createdByUserId: "user_1", lastUsedAt: null }]);
  expect(JSON.stringify(shown)).not.toContain(canary);
  expect(await inTenant(firm, (tx) => getApiKey(tx, "vapi"))).toBe(canary);
  const dump = await test_.asOwner(
    "select row_to_json(k)::text || encode(ciphertext, 'escape') as row from api_keys k",
  );
  expect(JSON.stringify(dump.rows)).not.toContain(canary);
});

test("a rotated key keeps the one before usable, and deleting ends both", async () => {
  const firm = testPrincipal("org_rotate");
  await inTenant(firm, (tx) =>
    saveApiKey(tx, { service: "vapi", key: "first-key-0001", userId: null, overlapHours: 24 }),
  );
  await inTenant(firm, (tx) =>
    saveApiKey(tx, { service: "vapi", key: "second-key-0002", userId: null, overlapHours: 24 }),
  );
  expect((await inTenant(firm, (tx) => listApiKeys(tx, "vapi"))).map((key) => key.state)).toEqual([
    "current",
    "previous",
  ]);
  expect(await inTenant(firm, (tx) => getApiKey(tx, "vapi"))).toBe("second-key-0002");
  await inTenant(firm, (tx) => deleteApiKey(tx, "vapi"));
  expect(await inTenant(firm, (tx) => getApiKey(tx, "vapi"))).toBeNull();
  const left = await inTenant(firm, (tx) => tx.select({ ciphertext: apiKeys.ciphertext }).from(apiKeys));
  expect(left.map((row) => row.ciphertext)).toEqual([null, null]);
});

test("TEN-02 a firm never gets another firm's key", async () => {
  await inTenant(testPrincipal("org_mine"), (tx) =>
    saveApiKey(tx, { service: "vapi", key: "mine-only-key", userId: null, overlapHours: 0 }),
  );
  expect(await inTenant(testPrincipal("org_theirs"), (tx) => getApiKey(tx, "vapi"))).toBeNull();
});

test("SEC-05 a new key-encryption key re-wraps the data keys, sealed values stay readable, a second run changes nothing", async () => {
  const firm = testPrincipal("org_rewrap");
  const sealed = await inTenant(firm, (tx) => seal(tx, binding, "kept"));
  const env = getEnv();
  env.ENCRYPTION_KEYS?.set(2, randomBytes(32));
  try {
    forgetDataKeys();
    expect(await inTenant(firm, rewrapDataKeys)).toBe(1);
    expect(await inTenant(firm, rewrapDataKeys)).toBe(0);
    expect(await inTenant(firm, (tx) => unseal(tx, binding, sealed))).toBe("kept");
    const [row] = await inTenant(firm, (tx) => tx.select({ version: dataKeys.kekVersion }).from(dataKeys));
    expect(row?.version).toBe(2);
  } finally {
    env.ENCRYPTION_KEYS?.delete(2);
  }
});
