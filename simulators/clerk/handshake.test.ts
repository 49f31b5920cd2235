import { importSPKI, jwtVerify } from "jose";
import { expect, test } from "vitest";
import { callBapi } from "@/simulators/clerk/testing/call-bapi";
import { readClaims } from "@/simulators/clerk/testing/read-claims";
import { TestBrowser } from "@/simulators/clerk/testing/test-browser";
import { APP_ORIGIN, createTestInstance } from "@/simulators/clerk/testing/test-instance";

const PASSWORD = "docketline-demo-1";
const PARALEGAL = "sofia.reyes@calder-reyes.test";

test("the handshake leads back with signed directives that renew the session cookie", async () => {
  const simulator = createTestInstance();
  const browser = new TestBrowser(simulator);
  await browser.signIn(PARALEGAL, PASSWORD);
  const { location, directives } = await shakeHands(simulator, browser, `${APP_ORIGIN}/desk?tab=today`);
  expect(location).toBe(`${APP_ORIGIN}/desk?tab=today`);
  const session = directives.find((directive) => directive.startsWith("__session="));
  const token = /^__session=([^;]+)/.exec(session ?? "")?.[1] ?? "";
  const claims = await readClaims(simulator, token);
  expect(claims).toMatchObject({ sub: "user_sofia_reyes", azp: APP_ORIGIN });
  const signedInAt = Number(/^__client_uat=(\d+)/.exec(directives[0] ?? "")?.[1]);
  expect(signedInAt).toBeGreaterThan(0);
  expect(claims.iat).toBeGreaterThanOrEqual(signedInAt);
  expect(directives).toContain("__clerk_handshake=; Path=/; Max-Age=0");
});

test("the handshake of a browser that is not signed in removes the session cookie", async () => {
  const simulator = createTestInstance();
  const { directives } = await shakeHands(simulator, new TestBrowser(simulator), `${APP_ORIGIN}/desk`);
  expect(directives.filter((directive) => directive.startsWith("__session"))).toEqual([
    "__session=; Path=/; Max-Age=0",
    expect.stringMatching(/^__session_[\w-]{8}=; Path=\/; Max-Age=0$/),
  ]);
  expect(directives[0]).toMatch(/^__client_uat=0;/);
});

test("AUTH-05 a session that an administrator revoked gives no token, no handshake and no profile", async () => {
  const simulator = createTestInstance();
  const browser = new TestBrowser(simulator);
  const { sessionId } = await browser.signIn(PARALEGAL, PASSWORD);
  const revoked = await callBapi(simulator, "POST", `/sessions/${sessionId}/revoke`);
  expect(revoked.body).toMatchObject({ id: sessionId, status: "revoked" });
  const answer = await browser.send("POST", `/client/sessions/${sessionId}/tokens`);
  expect([answer.status, answer.body.errors?.[0]?.code]).toEqual([401, "authentication_invalid"]);
  expect((await browser.send("GET", "/me")).status).toBe(401);
  expect((await browser.send("GET", "/client")).body.response).toMatchObject({ sessions: [] });
  const { directives } = await shakeHands(simulator, browser, `${APP_ORIGIN}/desk`);
  expect(directives).toContain("__session=; Path=/; Max-Age=0");
  expect((await callBapi(simulator, "POST", `/sessions/${sessionId}/tokens`)).status).toBe(404);
});

test("a session ends after seven days", async () => {
  let now = Date.now();
  const simulator = createTestInstance({ now: () => now });
  const browser = new TestBrowser(simulator);
  const { sessionId } = await browser.signIn(PARALEGAL, PASSWORD);
  now += 7 * 24 * 60 * 60 * 1000;
  expect((await browser.send("POST", `/client/sessions/${sessionId}/tokens`)).status).toBe(401);
});

test.each([
  "/client/handshake?redirect_url=https://elsewhere.test/desk",
  "/client/handshake?redirect_url=//elsewhere.test",
  "/client/handshake",
  "/client/touch?redirect_url=https://elsewhere.test",
])("%s does not lead out of the application", async (path) => {
  const browser = new TestBrowser(createTestInstance());
  const answer = await browser.send("GET", path);
  expect([answer.status, answer.body.errors?.[0]?.code]).toEqual([400, "invalid_url"]);
});

test("a proxy that does not know the secret key is refused", async () => {
  const simulator = createTestInstance();
  const response = await simulator.fetch(
    new Request("http://127.0.0.1/fapi/v1/client", {
      headers: { "clerk-proxy-url": `${APP_ORIGIN}/__clerk`, "clerk-secret-key": "another" },
    }),
  );
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ errors: [{ code: "proxy_request_invalid_secret_key" }] });
});

test("an unknown route answers 404 in Clerk's shape and says which route", async () => {
  const browser = new TestBrowser(createTestInstance());
  const answer = await browser.send("POST", "/me/totp");
  expect(answer.status).toBe(404);
  expect(answer.headers.get("content-type")).toBe("application/json");
  expect(answer.body.errors?.[0]).toMatchObject({
    code: "resource_not_found",
    message: expect.stringContaining("POST /v1/me/totp"),
  });
});

test("scripts come from the installed packages and pictures from the application's own origin", async () => {
  const simulator = createTestInstance();
  const browser = new TestBrowser(simulator);
  const script = await simulator.fetch(
    new Request("http://127.0.0.1/fapi/npm/@clerk/clerk-js@6/dist/clerk.browser.js"),
  );
  expect(script.headers.get("content-type")).toContain("javascript");
  const outside = new Request("http://127.0.0.1/fapi/npm/@clerk/clerk-js@6/dist/..%2f..%2fpackage.json");
  expect((await simulator.fetch(outside)).status).toBe(404);
  await browser.signIn(PARALEGAL, PASSWORD);
  const me = await browser.send("GET", "/me");
  expect(me.body.response).toMatchObject({ image_url: "/__clerk/v1/avatars/SR.svg" });
  const picture = await simulator.fetch(new Request("http://127.0.0.1/fapi/v1/avatars/%3Cx.svg"));
  expect(picture.headers.get("content-type")).toBe("image/svg+xml");
  expect(await picture.text()).toContain("&#60;x");
});

async function shakeHands(
  simulator: ReturnType<typeof createTestInstance>,
  browser: TestBrowser,
  redirectUrl: string,
): Promise<{ location: string | null; directives: string[] }> {
  const path = `/client/handshake?redirect_url=${encodeURIComponent(redirectUrl)}`;
  const response = await browser.request("GET", path);
  expect(response.status).toBe(307);
  const cookie = response.headers.getSetCookie().find((one) => one.startsWith("__clerk_handshake="));
  const token = /^__clerk_handshake=([^;]+)/.exec(cookie ?? "")?.[1] ?? "";
  return { location: response.headers.get("location"), directives: await readHandshake(simulator, token) };
}

async function readHandshake(simulator: ReturnType<typeof createTestInstance>, token: string): Promise<string[]> {
  const { payload } = await jwtVerify(token, await importSPKI(simulator.jwtKeyPem, "RS256"));
  const directives = payload["handshake"];
  return Array.isArray(directives) ? directives.map(String) : [];
}
