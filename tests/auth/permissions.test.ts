import "./clerk-environment";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { firms } from "@/db/schema/firms";
import { memberships } from "@/db/schema/memberships";
import { inTenant, rowsOf, type TenantTx } from "@/db/tenant";
import { asTenant } from "@/lib/auth/as-tenant";
import { requireApiPrincipal } from "@/lib/auth/require-api-principal";
import { requirePrincipal } from "@/lib/auth/require-principal";
import { asRole, permissionsOf } from "@/lib/auth/role-permissions";
import { PERMISSIONS, type Permission, ROLES, type Role } from "@/lib/core/principal";
import { tenantIdOf } from "@/lib/core/tenant-id";
import { mirrorMembership } from "@/lib/domain/memberships/mirror-membership";
import { createTestDatabase, type TestDatabase, testPrincipal } from "@/tests/support/test-database";
import { appUrl } from "./clerk-environment";
import { carrying, serve } from "./request-scope";
import { mintToken, newPerson, type Person } from "./session-token";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase("pglite");
});
afterAll(() => database.drop());

// Written out here a second time on purpose: a change of the product's table has to be meant twice.
const REFUSED_TO: Record<Role, readonly Permission[]> = {
  "org:admin": [],
  "org:attorney": ["lines:manage", "compliance:manage", "credits:manage", "integrations:manage", "firm:manage"],
  "org:paralegal": [
    "cases:restrict",
    "lines:manage",
    "compliance:manage",
    "credits:manage",
    "integrations:manage",
    "audit:read",
    "firm:manage",
  ],
  "org:intake": [
    "cases:write",
    "cases:restrict",
    "templates:manage",
    "broadcasts:read",
    "broadcasts:manage",
    "lines:manage",
    "compliance:read",
    "compliance:manage",
    "credits:read",
    "credits:manage",
    "proposals:decide",
    "integrations:read",
    "integrations:manage",
    "audit:read",
    "firm:read",
    "firm:manage",
    "team:read",
  ],
  "org:viewer": [
    "leads:write",
    "contacts:write",
    "cases:write",
    "cases:restrict",
    "calls:place",
    "conversations:write",
    "messages:send",
    "templates:manage",
    "broadcasts:manage",
    "lines:manage",
    "compliance:manage",
    "credits:manage",
    "proposals:decide",
    "consents:write",
    "optouts:write",
    "integrations:manage",
    "audit:read",
    "firm:manage",
  ],
};

test.each(ROLES)("AUTH-04 %s is refused exactly what the matrix refuses", (role) => {
  const permissions = permissionsOf(role);
  expect(PERMISSIONS.filter((permission) => !permissions.has(permission))).toEqual(REFUSED_TO[role]);
});

test.each(["org:owner", "admin", "", "org:ADMIN", "__proto__", "constructor"])(
  "AUTH-04 the unknown role %j may do nothing",
  (name) => {
    expect(permissionsOf(asRole(name)).size).toBe(0);
  },
);

for (const role of ROLES) {
  test(`AUTH-04 pages and APIs hold ${role} to the matrix for every permission`, async () => {
    const person = newPerson(role.slice(4));
    const outcomes = Object.fromEntries(
      PERMISSIONS.map((permission) => [permission, !REFUSED_TO[role].includes(permission)]),
    );
    const pages: Record<string, boolean> = {};
    const apis: Record<string, boolean> = {};
    for (const permission of PERMISSIONS) {
      pages[permission] = (await asPerson(person, () => requirePrincipal(permission))).granted;
      apis[permission] = (await asPerson(person, () => requireApiPrincipal(apiRequest(), permission))).granted;
    }
    expect(pages).toEqual(outcomes);
    expect(apis).toEqual(outcomes);
  });
}

test("AUTH-04 a token with a role that nobody knows opens nothing", async () => {
  const person = newPerson("superuser");
  for (const permission of PERMISSIONS) {
    expect((await asPerson(person, () => requirePrincipal(permission))).granted, permission).toBe(false);
  }
});

test("a refused page names the administrators who can change that", async () => {
  const person = newPerson("viewer");
  await mirror(person, { userId: "user_maya", role: "org:admin", firstName: "Maya", lastName: "Calder" });
  const access = await asPerson(person, () => requirePrincipal("firm:manage"));
  expect(access).toEqual({ granted: false, noPermission: { grantedBy: "Maya Calder" } });
});

test("AUTH-05 a removed member is refused at once, whatever the token still says", async () => {
  const person = newPerson();
  expect(await openPage(person)).toBe("content");
  await mirror(person, { removedAt: new Date() });
  expect(await openPage(person)).toBe("redirect /firm-unavailable?reason=removed");
  expect(await callApi(person)).toBe(403);
});

test("AUTH-05 a member who comes back is let in again", async () => {
  const person = newPerson();
  await mirror(person, { removedAt: new Date("2026-01-01"), changedAt: new Date("2026-01-01") });
  expect(await openPage(person)).not.toBe("content");
  await mirror(person, { changedAt: new Date("2026-01-02") });
  expect(await openPage(person)).toBe("content");
});

test("AUTH-05 a downgrade in the mirror holds before the token knows it, and an upgrade waits for the token", async () => {
  const person = newPerson();
  await mirror(person, { role: "org:viewer" });
  const access = await asPerson(person, () => requirePrincipal("home:read"));
  expect(access.granted && [access.principal.role, access.principal.permissions.has("firm:manage")]).toEqual([
    "org:viewer",
    false,
  ]);
  const viewer = newPerson("viewer");
  await mirror(viewer, { role: "org:admin" });
  expect((await asPerson(viewer, () => requirePrincipal("firm:manage"))).granted).toBe(false);
});

test("AUTH-04 of two different roles only what both allow remains", async () => {
  const person = newPerson("intake");
  await mirror(person, { role: "org:viewer" });
  const access = await asPerson(person, () => requirePrincipal("home:read"));
  const both = PERMISSIONS.filter(
    (one) => !REFUSED_TO["org:intake"].includes(one) && !REFUSED_TO["org:viewer"].includes(one),
  );
  expect(access.granted && [...access.principal.permissions].toSorted()).toEqual(both.toSorted());
});

test("AUTH-05 a suspended firm and a closed one let nobody in", async () => {
  const suspended = newPerson();
  await openPage(suspended);
  await changeFirm(suspended, { suspendedAt: new Date() });
  expect(await openPage(suspended)).toBe("redirect /firm-unavailable?reason=suspended");
  expect(await callApi(suspended)).toBe(403);
  const closed = newPerson();
  await openPage(closed);
  await changeFirm(closed, { deletedAt: new Date() });
  expect(await openPage(closed)).toBe("redirect /firm-unavailable?reason=deleted");
  expect(await callApi(closed)).toBe(410);
});

test("AUD-04 every refusal stands in the firm's audit log with its reason", async () => {
  const person = newPerson("viewer");
  await asPerson(person, () => requirePrincipal("audit:read"));
  await mirror(person, { removedAt: new Date(), role: "org:viewer" });
  await openPage(person);
  const refusals = await asFirm(person, (tx) =>
    rowsOf<{ detail: string; outcome: string }>(
      tx,
      sql`select detail, outcome from audit_logs join audit_details using (tenant_id, sequence)
        where action = 'access.denied' order by sequence`,
    ),
  );
  expect(refusals.map((row) => [JSON.parse(row.detail).reason, row.outcome])).toEqual([
    ["audit:read", "denied"],
    ["removed", "denied"],
  ]);
});

test("a firm's first session makes its row, with office hours, once", async () => {
  const person = newPerson();
  await Promise.all([openPage(person), openPage(person), openPage(person)]);
  const rows = await asFirm(person, (tx) => tx.select().from(firms));
  expect(rows).toMatchObject([
    {
      tenantId: tenantIdOf(person.organizationId),
      clerkOrganizationId: person.organizationId,
      slug: "test-firm",
      name: "Test Firm",
      hours: { 1: { opens: "08:00", closes: "18:00" }, 5: { opens: "08:00", closes: "18:00" } },
    },
  ]);
});

test("TEN-09 one firm's session never reads another firm's rows", async () => {
  const person = newPerson();
  const other = newPerson();
  await mirror(other, { userId: "user_secret", firstName: "Hidden" });
  const access = await asPerson(person, () => asTenant("team:read", (tx) => tx.select().from(memberships)));
  expect(access.granted && access.data).toEqual([]);
});

const REFUSED_CALLS: Record<string, [number, RequestInit]> = {
  "a foreign origin": [403, { headers: { origin: "https://evil.test", "content-type": "application/json" } }],
  "no origin at all": [403, { headers: { "content-type": "application/json" } }],
  "a cross-site fetch": [403, { headers: { "sec-fetch-site": "cross-site", "content-type": "application/json" } }],
  "plain text": [415, { headers: { origin: appUrl, "content-type": "text/plain" } }],
  "a form": [415, { headers: { origin: appUrl, "content-type": "application/x-www-form-urlencoded" } }],
  "no media type": [415, { headers: { origin: appUrl } }],
};

test.each(Object.entries(REFUSED_CALLS))(
  "WEB-04 a POST under a cookie with %s is refused",
  async (_name, [status, init]) => {
    const request = new Request(`${appUrl}/api/desk/x`, { method: "POST", ...init });
    const access = await asPerson(newPerson(), () => requireApiPrincipal(request, "home:read"));
    expect(access.granted ? 200 : access.response.status).toBe(status);
  },
);

test("WEB-04 a POST from an own page, and one with a Bearer token, pass", async () => {
  const own = { origin: appUrl, "content-type": "application/json" };
  const scripted = { authorization: "Bearer something", "content-type": "application/json" };
  for (const headers of [own, scripted]) {
    const request = new Request(`${appUrl}/api/desk/x`, { method: "POST", headers });
    expect((await asPerson(newPerson(), () => requireApiPrincipal(request, "home:read"))).granted).toBe(true);
  }
});

test("a refusal of an API is problem details without inner detail", async () => {
  const access = await asPerson(newPerson("viewer"), () => requireApiPrincipal(apiRequest(), "firm:manage"));
  if (access.granted) throw new Error("a viewer got in");
  expect(access.response.headers.get("content-type")).toBe("application/problem+json");
  expect(access.response.headers.get("cache-control")).toBe("private, no-store");
  expect(await access.response.json()).toEqual({
    type: "urn:docketline:problem:forbidden",
    title: "You may not do this",
    status: 403,
    code: "forbidden",
    requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
  });
});

function apiRequest(): Request {
  return new Request(`${appUrl}/api/desk/x`);
}

async function asPerson<T>(person: Person, work: () => Promise<T>): Promise<T> {
  const served = await serve({ headers: carrying(await mintToken(person), "cookie") }, "off", work);
  if (served.by !== "app") throw new Error("there is no middleware here");
  return served.result;
}

async function openPage(person: Person): Promise<string> {
  try {
    const access = await asPerson(person, () => asTenant("home:read", async () => "content"));
    return access.granted ? access.data : "no permission";
  } catch (error) {
    if (error instanceof Error && "digest" in error) return `redirect ${String(error.digest).split(";")[2]}`;
    throw error;
  }
}

async function callApi(person: Person): Promise<number> {
  const access = await asPerson(person, () => requireApiPrincipal(apiRequest(), "home:read"));
  return access.granted ? 200 : access.response.status;
}

function asFirm<T>(person: Person, work: (tx: TenantTx) => Promise<T>): Promise<T> {
  return inTenant(testPrincipal(person.organizationId), work);
}

async function mirror(person: Person, changes: Partial<Parameters<typeof mirrorMembership>[1]> = {}): Promise<void> {
  const membership = {
    userId: person.userId,
    role: `org:${person.role}`,
    firstName: null,
    lastName: null,
    email: null,
  };
  await asFirm(person, (tx) =>
    mirrorMembership(tx, { ...membership, removedAt: null, changedAt: new Date(), ...changes }),
  );
}

async function changeFirm(person: Person, change: { suspendedAt?: Date; deletedAt?: Date }): Promise<void> {
  await asFirm(person, (tx) => tx.update(firms).set(change).where(eq(firms.tenantId, tx.tenantId)));
}
