import { expect, test } from "vitest";
import { callBapi } from "@/simulators/clerk/testing/call-bapi";
import { readClaims } from "@/simulators/clerk/testing/read-claims";
import { TestBrowser } from "@/simulators/clerk/testing/test-browser";
import { createTestInstance } from "@/simulators/clerk/testing/test-instance";

const PASSWORD = "docketline-demo-1";
const PARALEGAL = "sofia.reyes@calder-reyes.test";

test("a wrong password and an unknown address answer with Clerk's error codes", async () => {
  const browser = new TestBrowser(createTestInstance());
  const wrong = await browser.send("POST", "/client/sign_ins", { identifier: PARALEGAL, password: "not the password" });
  expect(wrong.status).toBe(422);
  expect(wrong.body.errors?.[0]).toMatchObject({ code: "form_password_incorrect", meta: { param_name: "password" } });
  const unknown = await browser.send("POST", "/client/sign_ins", { identifier: "nobody@nowhere.test" });
  expect(unknown.body.errors?.[0]?.code).toBe("form_identifier_not_found");
});

test("a password typed after the address signs in, and the address is compared without case", async () => {
  const browser = new TestBrowser(createTestInstance());
  const begun = await browser.send("POST", "/client/sign_ins", { identifier: PARALEGAL.toUpperCase() });
  expect(begun.body.response).toMatchObject({
    status: "needs_first_factor",
    supported_first_factors: [
      { strategy: "password" },
      { strategy: "email_code" },
      { strategy: "reset_password_email_code" },
    ],
  });
  const path = `/client/sign_ins/${begun.body.response?.["id"]}/attempt_first_factor`;
  const done = await browser.send("POST", path, { strategy: "password", password: PASSWORD });
  expect(done.body.response).toMatchObject({ status: "complete" });
  expect(done.body.client?.sessions).toHaveLength(1);
  expect([...browser.cookies.keys()]).toEqual(
    expect.arrayContaining(["__client", "__client_uat", expect.stringMatching(/^__client_uat_[\w-]{8}$/)]),
  );
});

test("the test code signs in once it was asked for, and five wrong codes end the attempt", async () => {
  const browser = new TestBrowser(createTestInstance());
  const begun = await browser.send("POST", "/client/sign_ins", { identifier: PARALEGAL });
  const path = `/client/sign_ins/${begun.body.response?.["id"]}`;
  const attempt = (code: string) =>
    browser.send("POST", `${path}/attempt_first_factor`, { strategy: "email_code", code });
  expect((await attempt("424242")).body.errors?.[0]?.code).toBe("verification_missing");
  await browser.send("POST", `${path}/prepare_first_factor`, { strategy: "email_code" });
  for (let round = 0; round < 5; round += 1) {
    expect((await attempt("000000")).body.errors?.[0]?.code).toBe("form_code_incorrect");
  }
  expect((await attempt("424242")).body.errors?.[0]?.code).toBe("verification_failed");
  await browser.send("POST", `${path}/prepare_first_factor`, { strategy: "email_code" });
  expect((await attempt("424242")).body.response).toMatchObject({ status: "complete" });
});

test("a forgotten password is replaced after the code, and the old one stops working", async () => {
  const simulator = createTestInstance();
  const browser = new TestBrowser(simulator);
  const begun = await browser.send("POST", "/client/sign_ins", {
    identifier: PARALEGAL,
    strategy: "reset_password_email_code",
  });
  const path = `/client/sign_ins/${begun.body.response?.["id"]}`;
  const coded = await browser.send("POST", `${path}/attempt_first_factor`, {
    strategy: "reset_password_email_code",
    code: "424242",
  });
  expect(coded.body.response).toMatchObject({ status: "needs_new_password" });
  const short = await browser.send("POST", `${path}/reset_password`, { password: "short" });
  expect(short.body.errors?.[0]?.code).toBe("form_password_length_too_short");
  const done = await browser.send("POST", `${path}/reset_password`, { password: "another long one" });
  expect(done.body.response).toMatchObject({ status: "complete" });
  await expect(new TestBrowser(simulator).signIn(PARALEGAL, PASSWORD)).rejects.toThrow("form_password_incorrect");
  await expect(new TestBrowser(simulator).signIn(PARALEGAL, "another long one")).resolves.toBeDefined();
});

test("a sign-in token signs one person in once", async () => {
  const simulator = createTestInstance();
  const created = await callBapi(simulator, "POST", "/sign_in_tokens", { body: { user_id: "user_maya_calder" } });
  const ticket = String(created.body["token"]);
  const { token } = await new TestBrowser(simulator).signInByTicket(ticket);
  expect(await readClaims(simulator, token)).toMatchObject({ sub: "user_maya_calder", o: { rol: "admin" } });
  await expect(new TestBrowser(simulator).signInByTicket(ticket)).rejects.toThrow("sign_in_token_already_used_code");
  await expect(new TestBrowser(simulator).signInByTicket("tick_made_up")).rejects.toThrow("ticket_invalid_code");
});

test("a sign-in token ends with its lifetime and with its revocation", async () => {
  let now = Date.now();
  const simulator = createTestInstance({ now: () => now });
  const body = { user_id: "user_maya_calder", expires_in_seconds: 60 };
  const late = await callBapi(simulator, "POST", "/sign_in_tokens", { body });
  const revoked = await callBapi(simulator, "POST", "/sign_in_tokens", { body });
  await callBapi(simulator, "POST", `/sign_in_tokens/${revoked.body["id"]}/revoke`);
  const redeem = (answer: { body: Record<string, unknown> }) =>
    new TestBrowser(simulator).signInByTicket(String(answer.body["token"]));
  await expect(redeem(revoked)).rejects.toThrow("sign_in_token_revoked_code");
  now += 61_000;
  await expect(redeem(late)).rejects.toThrow("ticket_expired_code");
});

test("a browser that is signed in cannot sign in a second time", async () => {
  const browser = new TestBrowser(createTestInstance());
  await browser.signIn(PARALEGAL, PASSWORD);
  const again = await browser.send("POST", "/client/sign_ins", { identifier: PARALEGAL, password: PASSWORD });
  expect(again.status).toBe(400);
  expect(again.body.errors?.[0]?.code).toBe("session_exists");
});

test("a banned person cannot sign in and loses the open session", async () => {
  const simulator = createTestInstance();
  const browser = new TestBrowser(simulator);
  const { sessionId } = await browser.signIn(PARALEGAL, PASSWORD);
  await callBapi(simulator, "POST", "/users/user_sofia_reyes/ban");
  expect((await browser.send("POST", `/client/sessions/${sessionId}/tokens`)).status).toBe(401);
  await expect(new TestBrowser(simulator).signIn(PARALEGAL, PASSWORD)).rejects.toThrow("user_banned");
});

test("signing out ends the session for good and tells the server through the cookie", async () => {
  const simulator = createTestInstance();
  const browser = new TestBrowser(simulator);
  const { sessionId } = await browser.signIn(PARALEGAL, PASSWORD);
  expect(Number(browser.cookies.get("__client_uat"))).toBeGreaterThan(0);
  const answer = await browser.send("DELETE", "/client/sessions");
  expect(answer.body.client).toMatchObject({ sessions: [], last_active_session_id: null });
  expect(browser.cookies.get("__client_uat")).toBe("0");
  expect((await browser.send("POST", `/client/sessions/${sessionId}/tokens`)).status).toBe(401);
});

test("a session of one browser is nothing to another", async () => {
  const simulator = createTestInstance();
  const { sessionId } = await new TestBrowser(simulator).signIn(PARALEGAL, PASSWORD);
  const stranger = new TestBrowser(simulator);
  expect((await stranger.send("POST", `/client/sessions/${sessionId}/tokens`)).status).toBe(401);
  expect((await stranger.send("GET", `/me?_clerk_session_id=${sessionId}`)).status).toBe(401);
});
