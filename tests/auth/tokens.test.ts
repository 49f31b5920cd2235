import "./clerk-environment";
import { createSecretKey, generateKeyPairSync } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { asTenant } from "@/lib/auth/as-tenant";
import { requireApiPrincipal } from "@/lib/auth/require-api-principal";
import { requirePlatformAdmin } from "@/lib/auth/require-platform-admin";
import { createTestDatabase, type TestDatabase } from "@/tests/support/test-database";
import { appUrl, publicPem } from "./clerk-environment";
import { type Carrier, carrying, serve } from "./request-scope";
import { mintToken, newPerson, type Person, unsignedToken } from "./session-token";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase("pglite");
});
afterAll(() => database.drop());

const foreignKey = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;
const soon = () => Math.floor(Date.now() / 1_000) + 600;
const before = () => Math.floor(Date.now() / 1_000) - 600;

const REFUSED: Record<string, (person: Person) => Promise<string | null>> = {
  "no token": async () => null,
  "a token that is not one": async () => "not.a.token",
  "another key's signature": (person) => mintToken(person, { key: foreignKey }),
  "alg none": async (person) => unsignedToken(await mintToken(person)),
  "HS256 signed with the public key": (person) =>
    mintToken(person, { header: { alg: "HS256" }, key: createSecretKey(Buffer.from(publicPem)) }),
  "a payload changed after signing": async (person) => {
    const [header, , signature] = (await mintToken(person)).split(".");
    const [, payload] = (await mintToken({ ...person, role: "admin", organizationId: "org_other" })).split(".");
    return `${header}.${payload}.${signature}`;
  },
  "an expired token": (person) =>
    mintToken(person, { claims: { exp: before(), iat: before() - 60, nbf: before() - 60 } }),
  "a token issued in the future": (person) => mintToken(person, { claims: { iat: soon(), exp: soon() + 60 } }),
  "a token valid from the future on": (person) => mintToken(person, { claims: { nbf: soon(), exp: soon() + 60 } }),
  "another application's azp": (person) => mintToken(person, { claims: { azp: "https://evil.test" } }),
  "no azp": (person) => mintToken(person, { claims: { azp: undefined } }),
  "another instance's iss": (person) => mintToken(person, { claims: { iss: "https://clerk.evil.test" } }),
  "a pending session": (person) => mintToken(person, { claims: { sts: "pending" } }),
  "an unknown session status": (person) => mintToken(person, { claims: { sts: "revoked" } }),
  "a user id that is none": (person) => mintToken(person, { claims: { sub: "' or 1=1" } }),
};

for (const middleware of ["on", "off"] as const) {
  for (const carrier of ["cookie", "bearer"] as const) {
    const where = `with the middleware ${middleware}, as ${carrier}`;

    test(`AUTH-01 AUTH-03 a genuine token opens a page and an API ${where}`, async () => {
      const person = newPerson();
      const token = await mintToken(person);
      expect(await openPage(token, carrier, middleware)).toEqual("content");
      expect(await callApi(token, carrier, middleware)).toEqual(200);
    });

    test.each(Object.keys(REFUSED))(`AUTH-01 AUTH-03 %s opens nothing ${where}`, async (name) => {
      const token = (await REFUSED[name]?.(newPerson())) ?? null;
      expect(await openPage(token, carrier, middleware)).toMatch(/^redirect /);
      expect(await callApi(token, carrier, middleware)).toEqual(401);
      expect(await openAdmin(token, carrier, middleware)).not.toEqual("content");
    });
  }

  test(`AUTH-03 a firm comes from the token alone, whatever else the request says, with the middleware ${middleware}`, async () => {
    const person = newPerson("viewer");
    const other = newPerson();
    const headers = carrying(await mintToken(person), "cookie", {
      "x-tenant-id": other.organizationId,
      "x-clerk-org-id": other.organizationId,
      "x-organization-id": other.organizationId,
    });
    const served = await serve({ headers, path: `/desk?org_id=${other.organizationId}` }, middleware, () =>
      asTenant("home:read", async (_tx, principal) => [principal.organizationId, principal.role]),
    );
    expect(served).toMatchObject({ result: { granted: true, data: [person.organizationId, "org:viewer"] } });
  });

  test(`AUTH-01 headers that pretend to come from the middleware open nothing, with the middleware ${middleware}`, async () => {
    const token = await mintToken(newPerson(), { key: foreignKey });
    const pretended = {
      "x-clerk-auth-status": "signed-in",
      "x-clerk-auth-token": token,
      "x-clerk-auth-signature": "0".repeat(64),
      "x-clerk-auth-reason": "session-token",
      "x-middleware-subrequest": "middleware:middleware:middleware:middleware:middleware",
    };
    expect(await openPage(null, "cookie", middleware, pretended)).toMatch(/^redirect /);
    expect(await callApi(null, "cookie", middleware, pretended)).toEqual(401);
  });

  test(`AUTH-01 the platform's pages do not exist for anybody else, with the middleware ${middleware}`, async () => {
    for (const claims of [
      {},
      { platformRole: null },
      { platformRole: "Admin" },
      { platformRole: ["admin"] },
      { o: undefined },
    ]) {
      const token = await mintToken(newPerson(), { claims });
      expect(await openAdmin(token, "cookie", middleware)).toBe("not found");
    }
    expect(await openAdmin(null, "bearer", middleware)).toBe("not found");
    const admin = await mintToken(newPerson(), { claims: { platformRole: "admin", o: undefined } });
    expect(await openAdmin(admin, "cookie", middleware)).toBe("content");
  });

  test(`a person without a firm is sent to choose one, with the middleware ${middleware}`, async () => {
    const token = await mintToken(newPerson(), { claims: { o: undefined } });
    expect(await openPage(token, "cookie", middleware)).toBe("redirect /choose-firm");
    expect(await callApi(token, "cookie", middleware)).toBe(403);
    const admin = await mintToken(newPerson(), { claims: { platformRole: "admin", o: undefined } });
    expect(await openPage(admin, "cookie", middleware)).toBe("redirect /admin");
  });

  test(`a person with an open task at Clerk is sent there, with the middleware ${middleware}`, async () => {
    const token = await mintToken(newPerson(), { claims: { sts: "pending" } });
    expect(await openPage(token, "cookie", middleware)).toBe("redirect /sign-in/tasks");
  });
}

test("sign-in comes back to the page that was asked for, and never to another site", async () => {
  const asked = (path: string) =>
    serve({ headers: carrying(null, "cookie"), path }, "on", () =>
      outcome(() => asTenant("home:read", async () => "content")),
    );
  expect(await asked("/desk/cases?stage=open")).toMatchObject({
    result: "redirect /sign-in?redirect_url=%2Fdesk%2Fcases%3Fstage%3Dopen",
  });
  const spoofed = carrying(null, "cookie", { "x-docketline-path": "//evil.test/desk" });
  const served = await serve({ headers: spoofed }, "off", () =>
    outcome(() => asTenant("home:read", async () => "content")),
  );
  expect(served).toMatchObject({ result: "redirect /sign-in" });
});

async function openPage(
  token: string | null,
  carrier: Carrier,
  middleware: "on" | "off",
  more: Record<string, string> = {},
): Promise<string> {
  const served = await serve({ headers: carrying(token, carrier, more) }, middleware, () =>
    outcome(() => asTenant("home:read", async () => "content")),
  );
  return served.by === "app" ? served.result : `redirect ${served.location}`;
}

async function openAdmin(token: string | null, carrier: Carrier, middleware: "on" | "off"): Promise<string> {
  const served = await serve({ headers: carrying(token, carrier), path: "/admin" }, middleware, () =>
    outcome(async () => {
      await requirePlatformAdmin();
      return { granted: true, data: "content" };
    }),
  );
  return served.by === "app" ? served.result : `redirect ${served.location}`;
}

async function callApi(
  token: string | null,
  carrier: Carrier,
  middleware: "on" | "off",
  more: Record<string, string> = {},
): Promise<number> {
  const headers = carrying(token, carrier, more);
  const served = await serve({ headers, path: "/api/desk/anything" }, middleware, async () => {
    const access = await requireApiPrincipal(new Request(`${appUrl}/api/desk/anything`, { headers }), "home:read");
    return access.granted ? 200 : access.response.status;
  });
  return served.by === "app" ? served.result : served.status;
}

/** What a page would come to: its content, or the redirect or 404 that it throws for Next. */
async function outcome(open: () => Promise<{ granted: boolean; data?: string }>): Promise<string> {
  try {
    const access = await open();
    return access.granted ? (access.data ?? "") : "no permission";
  } catch (error) {
    const digest = error instanceof Error && "digest" in error ? String(error.digest) : "";
    if (digest.startsWith("NEXT_REDIRECT")) return `redirect ${digest.split(";")[2]}`;
    if (digest.startsWith("NEXT_HTTP_ERROR_FALLBACK;404")) return "not found";
    throw error;
  }
}
