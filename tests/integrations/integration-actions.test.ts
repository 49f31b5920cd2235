import "@/tests/auth/clerk-environment";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import {
  deleteApiKeyAction,
  restoreApiKeyAction,
  revealEndpointAction,
  rotateEndpointSecretAction,
  saveApiKeyAction,
  saveCredentialAction,
  setEndpointStateAction,
  testConnectionAction,
} from "@/app/settings/integrations/actions";
import { inTenant, rowsOf } from "@/db/tenant";
import { findVapiConnection } from "@/lib/connections/vapi/find-vapi-connection";
import { appUrl } from "@/tests/auth/clerk-environment";
import { carrying, serve } from "@/tests/auth/request-scope";
import { mintToken, newPerson, type Person } from "@/tests/auth/session-token";
import { createTestDatabase, type TestDatabase, testPrincipal } from "@/tests/support/test-database";
import { closeVapi, newVapiAccount } from "./vapi-account";

// Next revalidates within a request of its own, which the suite has not.
vi.mock("next/cache", () => ({ revalidatePath: () => undefined }));

const OWN_PAGE = { origin: appUrl, "sec-fetch-site": "same-origin" };

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase("pglite");
});
afterAll(async () => {
  await database.drop();
  await closeVapi();
});

async function act<T>(person: Person, run: () => Promise<T>): Promise<T> {
  const token = await mintToken(person);
  const served = await serve({ headers: carrying(token, "cookie", OWN_PAGE), method: "POST" }, "off", run);
  if (served.by !== "app") throw new Error(`the middleware answered ${served.status}`);
  return served.result;
}

function find(person: Person) {
  return inTenant(testPrincipal(person.organizationId), findVapiConnection);
}

async function connectedAdmin() {
  const admin = newPerson();
  const account = newVapiAccount();
  await account.addNumber("+16025550110");
  await act(admin, () => saveApiKeyAction({ apiKey: account.key }));
  const endpointId = (await find(admin)).endpoint?.id ?? "";
  return { admin, account, endpointId };
}

test("an admin tests a key, saves it, tests the saved one and deletes it", async () => {
  const admin = newPerson();
  const account = newVapiAccount();
  await account.addNumber("+16025550110");
  const typed = await act(admin, () => testConnectionAction({ apiKey: ` ${account.key} ` }));
  expect(typed.data).toEqual({ ok: true });
  expect((await find(admin)).state).toBe("disconnected");
  const saved = await act(admin, () => saveApiKeyAction({ apiKey: account.key }));
  expect(saved.data).toMatchObject({ kind: "saved", isNewKey: true });
  expect((await find(admin)).keys).toMatchObject([{ createdByUserId: admin.userId }]);
  expect((await act(admin, () => testConnectionAction({ apiKey: null }))).data).toEqual({ ok: true });
  expect(await act(admin, () => deleteApiKeyAction())).toEqual({});
  expect(await find(admin)).toMatchObject({ state: "disconnected", keys: [], endpoint: { state: "paused" } });
  const none = await act(admin, () => testConnectionAction({ apiKey: null }));
  expect(none.serverError?.code).toBe("precondition_failed");
});

test("a key that is refused, empty or no key at all is not saved", async () => {
  const admin = newPerson();
  expect((await act(admin, () => saveApiKeyAction({ apiKey: "wrong" }))).data).toEqual({ kind: "bad_key" });
  const empty = await act(admin, () => saveApiKeyAction({ apiKey: "  " }));
  expect(empty.validationErrors?.fieldErrors["apiKey"]).toContain("required");
  const spaced = await act(admin, () => saveApiKeyAction({ apiKey: "two words" }));
  expect(spaced.validationErrors?.fieldErrors["apiKey"]).toEqual(["invalid"]);
  expect(await find(admin)).toMatchObject({ state: "disconnected", keys: [] });
});

test("the door's address and secret are shown on demand, in VAPI's form, and every showing is audited", async () => {
  const { admin, endpointId } = await connectedAdmin();
  const { data } = await act(admin, () => revealEndpointAction({ endpointId }));
  expect(data?.url).toMatch(new RegExp(`^${appUrl}/api/webhooks/vapi/[\\w-]{32}$`));
  expect(Buffer.from(data?.secret ?? "", "base64")).toHaveLength(32);
  expect(data?.secret).not.toContain("whsec_");
  expect(await auditOf(admin, "webhook_endpoint.reveal")).toEqual([{ actor_id: admin.userId, subject_id: endpointId }]);
});

test("a rotated webhook secret is new, and the one before overlaps for a day", async () => {
  const { admin, endpointId } = await connectedAdmin();
  const before = await act(admin, () => revealEndpointAction({ endpointId }));
  const rotated = await act(admin, () => rotateEndpointSecretAction({ endpointId }));
  const after = await act(admin, () => revealEndpointAction({ endpointId }));
  expect(rotated.data?.secret).not.toBe(before.data?.secret);
  expect(after.data).toEqual({ url: before.data?.url, secret: rotated.data?.secret });
  const until = (await find(admin)).endpoint?.previousSecretUsableUntil;
  expect(until).toEqual(rotated.data?.previousUsableUntil);
  expect(((until?.getTime() ?? 0) - Date.now()) / 3_600_000).toBeCloseTo(24, 1);
});

test("the door is paused and resumed", async () => {
  const { admin, endpointId } = await connectedAdmin();
  await act(admin, () => setEndpointStateAction({ endpointId, state: "paused" }));
  expect(await find(admin)).toMatchObject({ problems: ["unsigned", "paused"] });
  await act(admin, () => setEndpointStateAction({ endpointId, state: "active" }));
  expect(await find(admin)).toMatchObject({ problems: ["unsigned"] });
});

test("a credential that VAPI does not know is answered as such", async () => {
  const { admin } = await connectedAdmin();
  const answer = await act(admin, () => saveCredentialAction({ credentialId: "0f0e0b5e-0000-4000-8000-000000000002" }));
  expect(answer.data).toEqual({ kind: "failed", failure: "unknown_credential" });
});

test.each(["attorney", "paralegal", "intake", "viewer", "guest"])(
  "AUTH-04 the role %s changes nothing here and sees no secret",
  async (role) => {
    const { admin, account, endpointId } = await connectedAdmin();
    const person: Person = { ...newPerson(role), organizationId: admin.organizationId };
    const before = await find(admin);
    const attempts = [
      () => testConnectionAction({ apiKey: null }),
      () => saveApiKeyAction({ apiKey: newVapiAccount().key }),
      () => restoreApiKeyAction(),
      () => deleteApiKeyAction(),
      () => saveCredentialAction({ credentialId: "0f0e0b5e-0000-4000-8000-000000000002" }),
      () => revealEndpointAction({ endpointId }),
      () => rotateEndpointSecretAction({ endpointId }),
      () => setEndpointStateAction({ endpointId, state: "deleted" }),
    ];
    for (const attempt of attempts) {
      const answer = await act<Awaited<ReturnType<(typeof attempts)[number]>>>(person, attempt);
      expect(answer.serverError?.code).toBe("forbidden");
      expect(answer.data).toBeUndefined();
    }
    expect(await find(admin)).toEqual(before);
    expect(await account.assistants()).toHaveLength(1);
    expect(await auditOf(admin, "access.denied")).toHaveLength(attempts.length);
  },
);

test("TEN-09 another firm's door answers as one that does not exist", async () => {
  const { endpointId } = await connectedAdmin();
  const stranger = newPerson();
  const foreign = await act(stranger, () => revealEndpointAction({ endpointId }));
  const unknown = await act(stranger, () => revealEndpointAction({ endpointId: crypto.randomUUID() }));
  const { code, message } = foreign.serverError ?? { code: "none", message: "" };
  expect(unknown.serverError).toMatchObject({ code, message });
  expect(code).toBe("not_found");
});

function auditOf(person: Person, action: string) {
  return inTenant(testPrincipal(person.organizationId), (tx) =>
    rowsOf<{ actor_id: string; subject_id: string }>(
      tx,
      sql`select actor_id, subject_id from audit_logs where action = ${action} order by sequence`,
    ),
  );
}
