import { decodeProtectedHeader, importSPKI, jwtVerify } from "jose";
import { expect, test } from "vitest";
import { DEMO_FIRMS, DEMO_PLATFORM_ADMIN } from "@/db/seed/demo-firms";
import { readClaims } from "@/simulators/clerk/testing/read-claims";
import { TestBrowser } from "@/simulators/clerk/testing/test-browser";
import { APP_ORIGIN, createTestInstance, ISSUER } from "@/simulators/clerk/testing/test-instance";

const PASSWORD = DEMO_PLATFORM_ADMIN.password;
const PARALEGAL = "sofia.reyes@calder-reyes.test";
const TWO_FIRMS = "nora.okafor@whitfield-family.test";

test("a session token carries Clerk's version 2 claims and verifies against the published keys", async () => {
  const simulator = createTestInstance();
  const { token, sessionId } = await new TestBrowser(simulator).signIn(PARALEGAL, PASSWORD);
  const claims = await readClaims(simulator, token);
  expect(claims).toMatchObject({
    v: 2,
    iss: ISSUER,
    azp: APP_ORIGIN,
    sub: "user_sofia_reyes",
    sid: sessionId,
    sts: "active",
    fva: [0, -1],
    platformRole: null,
    o: { id: "org_calder", slg: "calder-reyes", rol: "paralegal" },
  });
  expect((claims.exp ?? 0) - (claims.iat ?? 0)).toBe(60);
  expect(decodeProtectedHeader(token)).toMatchObject({ alg: "RS256", typ: "JWT", cat: "cl_B7d4PD111AAA" });
  const publicKey = await importSPKI(simulator.jwtKeyPem, "RS256");
  await expect(jwtVerify(token, publicKey)).resolves.toBeDefined();
});

test("a session token names no e-mail address and no person", async () => {
  const simulator = createTestInstance();
  const { token } = await new TestBrowser(simulator).signIn(PARALEGAL, PASSWORD);
  expect(JSON.stringify(await readClaims(simulator, token))).not.toMatch(/sofia\.reyes|Sofia|Reyes@/);
});

test("the platform role comes from the public metadata", async () => {
  const simulator = createTestInstance();
  const { token } = await new TestBrowser(simulator).signIn(DEMO_PLATFORM_ADMIN.email, PASSWORD);
  const claims = await readClaims(simulator, token);
  expect(claims).toMatchObject({ platformRole: "admin", sub: DEMO_PLATFORM_ADMIN.id });
  expect(claims["o"]).toBeUndefined();
});

test("choosing another firm changes the o claim, and the next sign-in starts there", async () => {
  const simulator = createTestInstance();
  const browser = new TestBrowser(simulator);
  const { token, sessionId } = await browser.signIn(TWO_FIRMS, PASSWORD);
  expect(await readClaims(simulator, token)).toMatchObject({ o: { id: "org_whitfield", rol: "attorney" } });
  const touched = await browser.send("POST", `/client/sessions/${sessionId}/touch`, {
    active_organization_id: "org_calder",
    intent: "select_org",
  });
  expect(touched.body.response?.["last_active_organization_id"]).toBe("org_calder");
  const next = await browser.token(sessionId, "org_calder");
  expect(await readClaims(simulator, next)).toMatchObject({ o: { id: "org_calder", rol: "viewer" } });
  await browser.send("DELETE", "/client/sessions");
  const again = await browser.signIn(TWO_FIRMS, PASSWORD);
  expect(await readClaims(simulator, again.token)).toMatchObject({ o: { id: "org_calder" } });
});

test("TEN-09 a firm that the person is no member of can be neither chosen nor asked a token for", async () => {
  const simulator = createTestInstance();
  const browser = new TestBrowser(simulator);
  const { sessionId } = await browser.signIn(PARALEGAL, PASSWORD);
  const touched = await browser.send("POST", `/client/sessions/${sessionId}/touch`, {
    active_organization_id: "org_whitfield",
    intent: "select_org",
  });
  expect(touched.status).toBe(404);
  expect(touched.body.errors?.[0]?.code).toBe("organization_not_found_or_unauthorized");
  const token = await browser.token(sessionId, "org_whitfield");
  expect((await readClaims(simulator, token))["o"]).toBeUndefined();
  expect(await readClaims(simulator, await browser.token(sessionId))).toMatchObject({ o: { id: "org_calder" } });
});

test("without a firm the session is pending, and active once one was created", async () => {
  const simulator = createTestInstance();
  const browser = new TestBrowser(simulator);
  const { token, sessionId } = await browser.signIn(DEMO_PLATFORM_ADMIN.email, PASSWORD);
  expect(await readClaims(simulator, token)).toMatchObject({ sts: "pending" });
  const client = await browser.send("GET", "/client");
  expect(client.body.response).toMatchObject({
    sessions: [{ status: "pending", tasks: [{ key: "choose-organization" }] }],
  });
  const created = await browser.send("POST", `/organizations?_clerk_session_id=${sessionId}`, { name: "Stone & Co" });
  expect(created.body.response).toMatchObject({ name: "Stone & Co", slug: "stone-co" });
  const orgId = String(created.body.response?.["id"]);
  await browser.send("POST", `/client/sessions/${sessionId}/touch`, { active_organization_id: orgId });
  const claims = await readClaims(simulator, await browser.token(sessionId, orgId));
  expect(claims).toMatchObject({ sts: "active", o: { id: orgId, slg: "stone-co", rol: "admin" } });
});

test("with personal workspaces allowed a person without a firm is active", async () => {
  const simulator = createTestInstance({ forceOrganization: false });
  const { token } = await new TestBrowser(simulator).signIn(DEMO_PLATFORM_ADMIN.email, PASSWORD);
  expect(await readClaims(simulator, token)).toMatchObject({ sts: "active" });
});

test("the factor age grows with the session and reverification sets it back", async () => {
  let now = Date.now();
  const simulator = createTestInstance({ now: () => now });
  const browser = new TestBrowser(simulator);
  const { sessionId } = await browser.signIn(PARALEGAL, PASSWORD);
  now += 12 * 60_000;
  const before = await browser.send("POST", `/client/sessions/${sessionId}/touch`);
  expect(before.body.response).toMatchObject({ factor_verification_age: [12, -1] });
  const started = await browser.send("POST", `/client/sessions/${sessionId}/verify`, { level: "first_factor" });
  expect(started.body.response).toMatchObject({
    status: "needs_first_factor",
    supported_first_factors: [{ strategy: "password" }, { strategy: "email_code" }],
  });
  const path = `/client/sessions/${sessionId}/verify/attempt_first_factor`;
  const wrong = await browser.send("POST", path, { strategy: "password", password: "not the password" });
  expect(wrong.body.errors?.[0]?.code).toBe("form_password_incorrect");
  const done = await browser.send("POST", path, { strategy: "password", password: PASSWORD });
  expect(done.body.response).toMatchObject({ status: "complete", session: { factor_verification_age: [0, -1] } });
});

test("every demo person can sign in and holds the role of the seed", async () => {
  const simulator = createTestInstance();
  for (const firm of DEMO_FIRMS) {
    for (const user of firm.users) {
      const browser = new TestBrowser(simulator);
      const { sessionId } = await browser.signIn(user.email, user.password);
      const claims = await readClaims(simulator, await browser.token(sessionId, firm.orgId));
      expect(claims).toMatchObject({ sub: user.id, o: { id: firm.orgId, rol: user.role.replace("org:", "") } });
    }
  }
});
