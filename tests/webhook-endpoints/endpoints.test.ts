import { randomBytes, randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { VERIFICATION_MODES, webhookEndpoints } from "@/db/schema/webhook-endpoints";
import { inTenant, rowsOf, type TenantTx } from "@/db/tenant";
import { createEndpoint } from "@/lib/domain/webhook-endpoints/create-endpoint";
import { createEndpointInput } from "@/lib/domain/webhook-endpoints/endpoint.schema";
import { MOST_ENDPOINTS } from "@/lib/domain/webhook-endpoints/endpoint-limit";
import { findEndpoint } from "@/lib/domain/webhook-endpoints/find-endpoint";
import { findEndpointPath } from "@/lib/domain/webhook-endpoints/find-endpoint-path";
import { listEndpoints } from "@/lib/domain/webhook-endpoints/list-endpoints";
import { openEndpointForTest } from "@/lib/domain/webhook-endpoints/open-endpoint-for-test";
import { proofStrength } from "@/lib/domain/webhook-endpoints/proof-strength";
import {
  accountNeedOf,
  ENDPOINT_PROVIDERS,
  type EndpointMode,
  type EndpointProvider,
  PROVIDER_DOORS,
  secretSourceOf,
} from "@/lib/domain/webhook-endpoints/provider-modes.schema";
import { revealEndpoint } from "@/lib/domain/webhook-endpoints/reveal-endpoint";
import { rotateEndpointSecret } from "@/lib/domain/webhook-endpoints/rotate-endpoint-secret";
import { setEndpointState } from "@/lib/domain/webhook-endpoints/set-endpoint-state";
import { updateEndpoint } from "@/lib/domain/webhook-endpoints/update-endpoint";
import { createTestDatabase, type TestDatabase, testPrincipal } from "@/tests/support/test-database";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase("pglite");
});
afterAll(() => database.drop());

const AUTH_TOKEN = "0123456789abcdef0123456789abcdef";
const ACCOUNTS: Partial<Record<EndpointProvider, string>> = {
  twilio: `AC${"0".repeat(32)}`,
  ghl: "ve9EPM428h8vShlRW1KT",
  evolution: "firm-a",
};

function newFirm() {
  const principal = testPrincipal(`org_doors_${randomUUID().slice(0, 8)}`);
  return { principal, run: <T>(work: (tx: TenantTx) => Promise<T>) => inTenant(principal, work) };
}

function settingsOf(provider: EndpointProvider, mode: EndpointMode) {
  const account = accountNeedOf(provider, mode) === "required" ? ACCOUNTS[provider] : undefined;
  return createEndpointInput.parse({
    provider,
    mode,
    account,
    secret: mode === "twilio-signature" ? AUTH_TOKEN : null,
  });
}

const DOORS = ENDPOINT_PROVIDERS.flatMap((provider) =>
  PROVIDER_DOORS[provider].modes.map((mode) => [provider, mode] as const),
);

test("every mode belongs to a provider, and each provider's strongest proof is the one that is recommended", () => {
  expect(new Set(DOORS.map(([, mode]) => mode))).toEqual(new Set(VERIFICATION_MODES));
  const rank = ["signed", "signed_without_time", "token", "shared_secret"];
  for (const provider of ENDPOINT_PROVIDERS.filter((name) => name !== "evolution" && name !== "aloware")) {
    const ranks = PROVIDER_DOORS[provider].modes.map((mode) => rank.indexOf(proofStrength(mode)));
    expect(ranks, provider).toEqual(ranks.toSorted((a, b) => a - b));
  }
});

describe.each(DOORS)("%s in mode %s", (provider, mode) => {
  test("a door opens, shows no secret in its summary, rotates and closes", async () => {
    const { run } = newFirm();
    const made = await run((tx) => createEndpoint(tx, settingsOf(provider, mode)));
    expect(made.path).toMatch(new RegExp(`^/api/webhooks/${provider}/[\\w-]{32}$`));
    expect(Buffer.byteLength(made.secret)).toBeGreaterThanOrEqual(32);
    const [summary] = await run(listEndpoints);
    expect(summary).toMatchObject({
      id: made.endpointId,
      provider,
      mode,
      state: "active",
      strength: proofStrength(mode),
    });
    expect(JSON.stringify(summary)).not.toContain(made.secret);
    expect(summary?.secretFingerprint === "").toBe(mode === "ghl-ed25519" || mode === "clio-hmac");
    expect(await run((tx) => findEndpointPath(tx, made.endpointId))).toBe(made.path);
    const typed = secretSourceOf(mode) === "typed" ? { secret: AUTH_TOKEN.replaceAll("0", "1") } : {};
    const rotation = run((tx) => rotateEndpointSecret(tx, { endpointId: made.endpointId, overlapHours: 24, ...typed }));
    if (secretSourceOf(mode) === "none") await expect(rotation).rejects.toMatchObject({ code: "precondition_failed" });
    else expect((await rotation).secret).not.toBe(made.secret);
    await run((tx) => setEndpointState(tx, { endpointId: made.endpointId, state: "deleted" }));
    expect(await run((tx) => findEndpoint(tx, made.endpointId))).toBeNull();
  });
});

describe("what a door is opened with", () => {
  const good = { provider: "twilio", mode: "twilio-signature", account: ACCOUNTS.twilio, secret: AUTH_TOKEN };
  const cases: Record<string, [object, string, string]> = {
    "a proof that the provider does not give": [{ ...good, mode: "bearer" }, "mode", "invalid"],
    "Twilio without its account": [{ ...good, account: "" }, "account", "required"],
    "an account of another form": [{ ...good, account: "AC12" }, "account", "invalid"],
    "Twilio without its token": [{ ...good, secret: "" }, "secret", "required"],
    "a token of another form": [{ ...good, secret: "hunter2" }, "secret", "invalid"],
    "HighLevel's own signature without a location": [{ provider: "ghl", mode: "ghl-ed25519" }, "account", "required"],
    "a secret where none is shared": [
      { provider: "ghl", mode: "ghl-ed25519", account: "loc1", secret: "x".repeat(40) },
      "secret",
      "invalid",
    ],
    "an instance-less Evolution": [{ provider: "evolution", mode: "evolution-jwt" }, "account", "required"],
    "a key too short for a token": [
      { provider: "evolution", mode: "evolution-jwt", account: "a", secret: "x".repeat(31) },
      "secret",
      "invalid",
    ],
    "a Standard Webhooks secret of 16 bytes": [
      { provider: "make", mode: "standard-webhooks", secret: `whsec_${randomBytes(16).toString("base64")}` },
      "secret",
      "invalid",
    ],
    "a Basic secret without a user": [
      { provider: "aloware", mode: "basic", secret: "x".repeat(40) },
      "secret",
      "invalid",
    ],
    "an account where deliveries name none": [
      { provider: "make", mode: "make-apikey", account: "team" },
      "account",
      "invalid",
    ],
  };

  test.each(Object.entries(cases))(
    "%s is refused by the form and by the verb",
    async (_name, [input, field, reason]) => {
      const parsed = createEndpointInput.safeParse(input);
      expect(parsed.error?.issues.map((issue) => [issue.path[0], issue.message])).toContainEqual([field, reason]);
      const { run } = newFirm();
      const given = input as Parameters<typeof createEndpoint>[1];
      await expect(run((tx) => createEndpoint(tx, given))).rejects.toMatchObject({ code: "invalid_input" });
      expect(await run(listEndpoints)).toEqual([]);
    },
  );

  test("a typed secret is what the door checks with, trimmed, and is never shown again", async () => {
    const { run } = newFirm();
    const input = createEndpointInput.parse({ ...good, secret: ` ${AUTH_TOKEN}\n` });
    const { endpointId } = await run((tx) => createEndpoint(tx, input));
    expect(await run((tx) => openEndpointForTest(tx, { endpointId }))).toMatchObject({ secret: AUTH_TOKEN });
    const shown = run((tx) => revealEndpoint(tx, { endpointId }));
    await expect(shown).rejects.toMatchObject({ code: "precondition_failed" });
  });

  test("the Basic secret is a user and a password, and a JWT key has 32 bytes at least", async () => {
    const { run } = newFirm();
    const basic = await run((tx) => createEndpoint(tx, settingsOf("aloware", "basic")));
    expect(basic.secret).toMatch(/^docketline:[\w-]{43}$/);
    const jwt = await run((tx) => createEndpoint(tx, settingsOf("evolution", "evolution-jwt")));
    expect(Buffer.byteLength(jwt.secret)).toBeGreaterThanOrEqual(32);
  });

  test("a firm has no more doors than the page can show", async () => {
    const { run } = newFirm();
    await run(async (tx) => {
      for (let made = 0; made < MOST_ENDPOINTS; made += 1) await createEndpoint(tx, settingsOf("make", "make-apikey"));
    });
    const more = run((tx) => createEndpoint(tx, settingsOf("make", "make-apikey")));
    await expect(more).rejects.toMatchObject({ code: "precondition_failed" });
    const [first] = await run(listEndpoints);
    await run((tx) => setEndpointState(tx, { endpointId: first?.id ?? "", state: "deleted" }));
    await run((tx) => createEndpoint(tx, settingsOf("make", "make-apikey")));
  });
});

describe("a secret that comes later", () => {
  test("Clio's door is shut until its secret is entered, and nothing overlaps with what nobody knew", async () => {
    const { run } = newFirm();
    const { endpointId } = await run((tx) => createEndpoint(tx, settingsOf("clio", "clio-hmac")));
    expect(await run((tx) => openEndpointForTest(tx, { endpointId }))).toMatchObject({ secret: null });
    const secret = "clio-shared-secret-1";
    const rotated = await run((tx) => rotateEndpointSecret(tx, { endpointId, overlapHours: 24, secret }));
    expect(rotated).toEqual({ mode: "clio-hmac", secret, previousUsableUntil: null });
    const [row] = await run((tx) => tx.select().from(webhookEndpoints).where(eq(webhookEndpoints.id, endpointId)));
    expect(row?.previousSecretCiphertext).toBeNull();
    expect(await run((tx) => openEndpointForTest(tx, { endpointId }))).toMatchObject({ secret });
  });

  test("a rotation without the provider's new secret, or with one of another form, changes nothing", async () => {
    const { run } = newFirm();
    const { endpointId } = await run((tx) => createEndpoint(tx, settingsOf("twilio", "twilio-signature")));
    for (const secret of [null, "hunter2"]) {
      const rotation = run((tx) => rotateEndpointSecret(tx, { endpointId, overlapHours: 24, secret }));
      await expect(rotation).rejects.toMatchObject({ code: "invalid_input" });
    }
    expect(await run((tx) => openEndpointForTest(tx, { endpointId }))).toMatchObject({ secret: AUTH_TOKEN });
  });
});

test("a changed account and label stand in the audit log", async () => {
  const { run } = newFirm();
  const { endpointId } = await run((tx) => createEndpoint(tx, settingsOf("evolution", "evolution-jwt")));
  await run((tx) => updateEndpoint(tx, { endpointId, label: "Front office", account: "firm-b" }));
  expect(await run((tx) => findEndpoint(tx, endpointId))).toMatchObject({ label: "Front office", account: "firm-b" });
  const [entry] = await run((tx) =>
    rowsOf<{ detail: string }>(
      tx,
      sql`select detail from audit_logs join audit_details using (tenant_id, sequence)
        where action = 'webhook_endpoints.update' order by sequence desc limit 1`,
    ),
  );
  expect(entry?.detail).toContain("firm-b");
  const emptied = run((tx) => updateEndpoint(tx, { endpointId, label: null, account: null }));
  await expect(emptied).rejects.toMatchObject({ code: "invalid_input" });
});

describe("WH-03 another firm's door answers as one that does not exist", () => {
  const attempts: Record<string, (tx: TenantTx, endpointId: string) => Promise<unknown>> = {
    find: async (tx, endpointId) => (await findEndpoint(tx, endpointId)) ?? Promise.reject(new Error("none")),
    path: (tx, endpointId) => findEndpointPath(tx, endpointId),
    reveal: (tx, endpointId) => revealEndpoint(tx, { endpointId }),
    rotate: (tx, endpointId) => rotateEndpointSecret(tx, { endpointId, overlapHours: 24 }),
    update: (tx, endpointId) => updateEndpoint(tx, { endpointId, label: "Mine", account: null }),
    pause: (tx, endpointId) => setEndpointState(tx, { endpointId, state: "paused" }),
    delete: (tx, endpointId) => setEndpointState(tx, { endpointId, state: "deleted" }),
    test: (tx, endpointId) => openEndpointForTest(tx, { endpointId }),
  };

  test.each(Object.entries(attempts))("to %s", async (_name, attempt) => {
    const owner = newFirm();
    const stranger = newFirm();
    const { endpointId } = await owner.run((tx) => createEndpoint(tx, settingsOf("make", "make-apikey")));
    const before = await owner.run((tx) => findEndpoint(tx, endpointId));
    const answer = (id: string) => stranger.run((tx) => attempt(tx, id)).catch((error: Error) => error.message);
    expect(await answer(endpointId)).toBe(await answer(randomUUID()));
    expect(typeof (await answer(endpointId))).toBe("string");
    expect(await owner.run((tx) => findEndpoint(tx, endpointId))).toEqual(before);
  });
});
