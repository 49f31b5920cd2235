import "@/tests/auth/clerk-environment";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { createEndpointAction } from "@/app/settings/webhooks/actions";
import {
  dismissAlertAction,
  reconcileAlertAction,
  saveRecoveryKeyAction,
} from "@/app/settings/webhooks/alerts/actions";
import { webhookAlerts } from "@/db/schema/webhook-alerts";
import { inTenant } from "@/db/tenant";
import { listAlerts } from "@/lib/domain/webhook-alerts/list-alerts";
import { getApiKey } from "@/lib/vault/get-api-key";
import { appUrl } from "@/tests/auth/clerk-environment";
import { carrying, serve } from "@/tests/auth/request-scope";
import { mintToken, newPerson, type Person } from "@/tests/auth/session-token";
import { createTestDatabase, type TestDatabase, testPrincipal } from "@/tests/support/test-database";

// Next revalidates within a request of its own, which the suite has not.
vi.mock("next/cache", () => ({ revalidatePath: () => undefined }));

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase("pglite");
});
afterAll(() => database.drop());

async function act<T>(person: Person, run: () => Promise<T>): Promise<T> {
  const headers = carrying(await mintToken(person), "cookie", { origin: appUrl, "sec-fetch-site": "same-origin" });
  const served = await serve({ headers, method: "POST" }, "off", run);
  if (served.by !== "app") throw new Error(`the middleware answered ${served.status}`);
  return served.result;
}

const principalOf = (person: Person) => testPrincipal(person.organizationId);

async function openAlert(
  person: Person,
  door: Parameters<typeof createEndpointAction>[0] = {
    provider: "evolution",
    mode: "evolution-jwt",
    account: "firm-a",
  },
): Promise<string> {
  const { data } = await act(person, () => createEndpointAction(door));
  if (!data) throw new Error("no endpoint");
  const [alert] = await inTenant(principalOf(person), (tx) =>
    tx
      .insert(webhookAlerts)
      .values({ endpointId: data.endpointId, kind: "silent", since: new Date(Date.now() - 3_600_000) })
      .returning({ id: webhookAlerts.id }),
  );
  if (!alert) throw new Error("no alert");
  return alert.id;
}

const openOf = (person: Person) =>
  inTenant(principalOf(person), (tx) => listAlerts(tx, { which: "open", now: new Date() }));

async function queuedRecoveries(person: Person): Promise<object[]> {
  const { rows } = await database.asOwner(
    "select data->'payload' as payload from pgboss.job where name = 'webhooks.recover' and group_id = $1",
    [principalOf(person).tenantId],
  );
  return rows.map((row) => (row as { payload: object }).payload);
}

test("an admin has an alert reconciled and closes it", async () => {
  const admin = newPerson();
  const alertId = await openAlert(admin);
  expect(await openOf(admin)).toMatchObject([{ id: alertId, provider: "evolution", isRecoverable: true }]);
  expect(await act(admin, () => reconcileAlertAction({ alertId }))).not.toHaveProperty("serverError");
  expect(await queuedRecoveries(admin)).toMatchObject([{ alertId, isAutomatic: false }]);
  expect(await act(admin, () => dismissAlertAction({ alertId }))).not.toHaveProperty("serverError");
  expect(await openOf(admin)).toEqual([]);
  expect((await act(admin, () => dismissAlertAction({ alertId })))?.serverError?.code).toBe("not_found");
});

test("a provider that cannot be asked is not", async () => {
  const admin = newPerson();
  const alertId = await openAlert(admin, { provider: "make", mode: "standard-webhooks" });
  expect((await act(admin, () => reconcileAlertAction({ alertId })))?.serverError?.code).toBe("precondition_failed");
  expect(await queuedRecoveries(admin)).toEqual([]);
});

test("SEC-06 a key for asking is sealed, replaces the one before, and comes back from no action", async () => {
  const admin = newPerson();
  for (const apiKey of ["first-token-of-it", "second-token-of-it"]) {
    const answer = await act(admin, () => saveRecoveryKeyAction({ provider: "evolution", apiKey }));
    expect(JSON.stringify(answer)).not.toContain("token-of-it");
  }
  expect(await inTenant(principalOf(admin), (tx) => getApiKey(tx, "evolution"))).toBe("second-token-of-it");
  const refused = await act(admin, () => saveRecoveryKeyAction({ provider: "ghl", apiKey: "with a space" }));
  expect(refused?.validationErrors).toBeDefined();
});

test("AUTH-04 whoever may only read can neither reconcile nor close nor save a key", async () => {
  const admin = newPerson();
  const alertId = await openAlert(admin);
  const reader: Person = { ...newPerson("paralegal"), organizationId: admin.organizationId };
  const tries = [
    () => reconcileAlertAction({ alertId }),
    () => dismissAlertAction({ alertId }),
    () => saveRecoveryKeyAction({ provider: "ghl", apiKey: "pit-0123456789" }),
  ];
  for (const attempt of tries) {
    const answer = await act<Awaited<ReturnType<(typeof tries)[number]>>>(reader, attempt);
    expect(answer.serverError?.code).toBe("forbidden");
  }
  expect(await openOf(admin)).toHaveLength(1);
  expect(await queuedRecoveries(admin)).toEqual([]);
});

test("TEN-09 another firm's alert is as unknown as one that never was", async () => {
  const [victim, attacker] = [newPerson(), newPerson()];
  const alertId = await openAlert(victim);
  const answers = await Promise.all(
    [alertId, crypto.randomUUID()].flatMap((id) => [
      act(attacker, () => reconcileAlertAction({ alertId: id })),
      act(attacker, () => dismissAlertAction({ alertId: id })),
    ]),
  );
  expect(new Set(answers.map((answer) => answer?.serverError?.code))).toEqual(new Set(["not_found"]));
  expect(await openOf(victim)).toHaveLength(1);
  expect(await openOf(attacker)).toEqual([]);
  expect([...(await queuedRecoveries(victim)), ...(await queuedRecoveries(attacker))]).toEqual([]);
});
