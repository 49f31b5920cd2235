import "@/tests/auth/clerk-environment";
import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import {
  createEndpointAction,
  releaseInstallationAction,
  requestInstallationAction,
  revealSecretAction,
  rotateSecretAction,
  sendTestEventAction,
  setEndpointStateAction,
  updateEndpointAction,
} from "@/app/settings/webhooks/actions";
import { inTenant, rowsOf } from "@/db/tenant";
import { listInstallations } from "@/lib/domain/ghl-installations/list-installations";
import { listEndpoints } from "@/lib/domain/webhook-endpoints/list-endpoints";
import { appUrl } from "@/tests/auth/clerk-environment";
import { carrying, serve } from "@/tests/auth/request-scope";
import { mintToken, newPerson, type Person } from "@/tests/auth/session-token";
import { createTestDatabase, type TestDatabase, testPrincipal } from "@/tests/support/test-database";

// Next revalidates within a request of its own, which the suite has not.
vi.mock("next/cache", () => ({ revalidatePath: () => undefined }));

const OWN_PAGE = { origin: appUrl, "sec-fetch-site": "same-origin" };
const AUTH_TOKEN = "0123456789abcdef0123456789abcdef";
const TWILIO = {
  provider: "twilio",
  mode: "twilio-signature",
  label: "Main line",
  account: `AC${"0".repeat(32)}`,
  secret: AUTH_TOKEN,
} as const;

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase("pglite");
});
afterAll(() => database.drop());

async function act<T>(person: Person, run: () => Promise<T>): Promise<T> {
  const token = await mintToken(person);
  const served = await serve({ headers: carrying(token, "cookie", OWN_PAGE), method: "POST" }, "off", run);
  if (served.by !== "app") throw new Error(`the middleware answered ${served.status}`);
  return served.result;
}

function endpointsOf(person: Person) {
  return inTenant(testPrincipal(person.organizationId), listEndpoints);
}

function auditOf(person: Person, action: string) {
  return inTenant(testPrincipal(person.organizationId), (tx) =>
    rowsOf<{ subject_id: string; actor_id: string; outcome: string }>(
      tx,
      sql`select subject_id, actor_id, outcome from audit_logs where action = ${action} order by sequence`,
    ),
  );
}

async function openDoor(
  admin: Person,
  input: Parameters<typeof createEndpointAction>[0] = { provider: "make", mode: "standard-webhooks" },
) {
  const { data } = await act(admin, () => createEndpointAction(input));
  if (!data) throw new Error("the address was not opened");
  return data;
}

test("an admin opens an address, and its secret is shown with the answer in the sender's form", async () => {
  const admin = newPerson();
  const made = await openDoor(admin);
  expect(made.url).toMatch(new RegExp(`^${appUrl}/api/webhooks/make/[\\w-]{32}$`));
  expect(made.secret).toEqual([{ name: "secret", value: expect.stringMatching(/^whsec_/) }]);
  const basic = await openDoor(admin, { provider: "aloware", mode: "basic" });
  expect(basic.secret).toEqual([
    { name: "user", value: "docketline" },
    { name: "password", value: expect.stringMatching(/^[\w-]{43}$/) },
  ]);
  const both = await openDoor(admin, { provider: "evolution", mode: "evolution-jwt-header", account: "firm-a" });
  expect(both.secret.map(({ name }) => name)).toEqual(["secret", "header"]);
  expect(await endpointsOf(admin)).toHaveLength(3);
});

test("SEC-06 a secret that the provider made comes back from no action", async () => {
  const admin = newPerson();
  const { endpointId, ...made } = await openDoor(admin, TWILIO);
  expect(made).toMatchObject({ secret: [], isSecretGiven: true });
  const next = AUTH_TOKEN.replaceAll("0", "f");
  const rotated = await act(admin, () => rotateSecretAction({ endpointId, secret: next }));
  expect(rotated.data).toMatchObject({ secret: [], previousUsableUntil: expect.any(Date) });
  const revealed = await act(admin, () => revealSecretAction({ endpointId }));
  expect(revealed.serverError?.code).toBe("precondition_failed");
  expect(JSON.stringify([made, rotated, revealed, await endpointsOf(admin)])).not.toMatch(
    /0123456789abcdef|f123456789/,
  );
});

test("a field that does not fit is named, and nothing is opened", async () => {
  const admin = newPerson();
  const answer = await act(admin, () => createEndpointAction({ ...TWILIO, account: "", secret: "hunter2" }));
  expect(answer.validationErrors?.fieldErrors).toEqual({ account: ["required"], secret: ["invalid"] });
  expect(await endpointsOf(admin)).toEqual([]);
});

test("a minted secret is shown again on demand, which is audited, and is replaced with an overlap", async () => {
  const admin = newPerson();
  const { endpointId, secret } = await openDoor(admin);
  expect((await act(admin, () => revealSecretAction({ endpointId }))).data).toEqual({ secret });
  const { data } = await act(admin, () => rotateSecretAction({ endpointId }));
  expect(data?.secret).not.toEqual(secret);
  expect(((data?.previousUsableUntil?.getTime() ?? 0) - Date.now()) / 3_600_000).toBeCloseTo(24, 1);
  expect(await auditOf(admin, "webhook_endpoint.reveal")).toMatchObject([
    { subject_id: endpointId, actor_id: admin.userId },
  ]);
});

test("a test event over an address that nothing answers is told as unreachable, and is audited", async () => {
  const admin = newPerson();
  const { endpointId } = await openDoor(admin);
  expect((await act(admin, () => sendTestEventAction({ endpointId }))).data).toEqual({
    kind: "unreachable",
    isTimeout: false,
  });
  expect(await auditOf(admin, "webhook_endpoint.test")).toMatchObject([{ subject_id: endpointId }]);
});

test("a test event that only the provider could sign, or that nobody has a secret for, is not sent", async () => {
  const admin = newPerson();
  const highlevel = await openDoor(admin, { provider: "ghl", mode: "ghl-ed25519", account: "ve9EPM428h8vShlRW1KT" });
  const clio = await openDoor(admin, { provider: "clio", mode: "clio-hmac" });
  const kinds = [];
  for (const { endpointId } of [highlevel, clio]) {
    kinds.push((await act(admin, () => sendTestEventAction({ endpointId }))).data?.kind);
  }
  expect(kinds).toEqual(["unsignable", "no_secret"]);
});

const ATTEMPTS = (endpointId: string) => ({
  update: () => updateEndpointAction({ endpointId, label: "Mine", account: null }),
  reveal: () => revealSecretAction({ endpointId }),
  rotate: () => rotateSecretAction({ endpointId }),
  pause: () => setEndpointStateAction({ endpointId, state: "paused" }),
  delete: () => setEndpointStateAction({ endpointId, state: "deleted" }),
  test: () => sendTestEventAction({ endpointId }),
});

test.each(["attorney", "paralegal", "intake", "viewer", "guest"])(
  "AUTH-04 the role %s opens, changes, shows and tests no address, and asks for no location",
  async (role) => {
    const admin = newPerson();
    const { endpointId } = await openDoor(admin);
    const person: Person = { ...newPerson(role), organizationId: admin.organizationId };
    const before = await endpointsOf(admin);
    const attempts = [
      ...Object.values(ATTEMPTS(endpointId)),
      () => createEndpointAction({ provider: "make", mode: "make-apikey" }),
      () => requestInstallationAction({ locationId: "ve9EPM428h8vShlRW1KT" }),
      () => releaseInstallationAction({ locationId: "ve9EPM428h8vShlRW1KT" }),
    ];
    for (const attempt of attempts) {
      const answer = await act<Awaited<ReturnType<(typeof attempts)[number]>>>(person, attempt);
      expect(answer.serverError?.code).toBe("forbidden");
      expect(answer.data).toBeUndefined();
    }
    expect(await endpointsOf(admin)).toEqual(before);
    expect(await auditOf(admin, "access.denied")).toHaveLength(attempts.length);
  },
);

test("TEN-09 another firm's address answers every action as one that does not exist", async () => {
  const admin = newPerson();
  const { endpointId } = await openDoor(admin);
  const before = await endpointsOf(admin);
  const stranger = newPerson();
  const foreign = ATTEMPTS(endpointId);
  const unknown = ATTEMPTS(randomUUID());
  for (const name of Object.keys(foreign) as (keyof typeof foreign)[]) {
    const answerOf = async (run: (typeof foreign)[typeof name]) => {
      const { serverError } = await act<Awaited<ReturnType<typeof run>>>(stranger, run);
      return [serverError?.code, serverError?.message];
    };
    expect(await answerOf(foreign[name]), name).toEqual(await answerOf(unknown[name]));
    expect((await answerOf(foreign[name]))[0], name).toBe("not_found");
  }
  expect(await endpointsOf(admin)).toEqual(before);
});

test("a location that nobody waits for is answered the same, however often another firm has it", async () => {
  const admin = newPerson();
  const answer = await act(admin, () => requestInstallationAction({ locationId: " ve9EPM428h8vShlRW1KT " }));
  expect(answer.data).toEqual({ isRequested: false });
  expect(await inTenant(testPrincipal(admin.organizationId), listInstallations)).toEqual([]);
  const release = await act(admin, () => releaseInstallationAction({ locationId: "ve9EPM428h8vShlRW1KT" }));
  expect(release.serverError?.code).toBe("not_found");
});
