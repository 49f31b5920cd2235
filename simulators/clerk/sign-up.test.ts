import { expect, test } from "vitest";
import { z } from "zod";
import { callBapi } from "@/simulators/clerk/testing/call-bapi";
import { readClaims } from "@/simulators/clerk/testing/read-claims";
import { TestBrowser } from "@/simulators/clerk/testing/test-browser";
import { createTestInstance } from "@/simulators/clerk/testing/test-instance";

const PASSWORD = "docketline-demo-1";
const ADMIN = "maya.calder@calder-reyes.test";
const NEW_PERSON = "dana.wells@calder-reyes.test";

test("an account needs an address, its code and a password of eight characters", async () => {
  const simulator = createTestInstance();
  const browser = new TestBrowser(simulator);
  const short = await browser.send("POST", "/client/sign_ups", { email_address: NEW_PERSON, password: "short" });
  expect(short.body.errors?.[0]?.code).toBe("form_password_length_too_short");
  const begun = await browser.send("POST", "/client/sign_ups", { email_address: NEW_PERSON });
  expect(begun.body.response).toMatchObject({ missing_fields: ["password"], unverified_fields: ["email_address"] });
  const path = `/client/sign_ups/${begun.body.response?.["id"]}`;
  await browser.send("PATCH", path, { password: PASSWORD, first_name: "Dana", last_name: "Wells" });
  await browser.send("POST", `${path}/prepare_verification`, { strategy: "email_code" });
  const wrong = await browser.send("POST", `${path}/attempt_verification`, { strategy: "email_code", code: "111111" });
  expect(wrong.body.errors?.[0]?.code).toBe("form_code_incorrect");
  const done = await browser.send("POST", `${path}/attempt_verification`, { strategy: "email_code", code: "424242" });
  expect(done.body.response).toMatchObject({ status: "complete", missing_fields: [], unverified_fields: [] });
  expect(done.body.client?.sessions[0]).toMatchObject({ status: "pending", tasks: [{ key: "choose-organization" }] });
});

test("the components are told to ask for a code until one is under way", async () => {
  const browser = new TestBrowser(createTestInstance());
  const begun = await browser.send("POST", "/client/sign_ups", { email_address: NEW_PERSON, password: PASSWORD });
  expect(begun.body.response).toMatchObject({
    verifications: { email_address: { status: "unverified", strategy: "", next_action: "needs_prepare" } },
  });
  const path = `/client/sign_ups/${begun.body.response?.["id"]}/prepare_verification`;
  const prepared = await browser.send("POST", path, { strategy: "email_code" });
  expect(prepared.body.response).toMatchObject({
    verifications: { email_address: { status: "unverified", strategy: "email_code", next_action: "needs_attempt" } },
  });
});

test("an address that has an account cannot sign up", async () => {
  const browser = new TestBrowser(createTestInstance());
  const taken = await browser.send("POST", "/client/sign_ups", { email_address: ADMIN, password: PASSWORD });
  expect(taken.body.errors?.[0]?.code).toBe("form_identifier_exists");
  const malformed = await browser.send("POST", "/client/sign_ups", { email_address: "nobody", password: PASSWORD });
  expect(malformed.body.errors?.[0]?.code).toBe("form_param_format_invalid");
});

test("the ticket of an invitation proves the address, and signing up with it joins the firm in the given role", async () => {
  const simulator = createTestInstance();
  const link = await inviteByAdmin(simulator, { email: NEW_PERSON, role: "org:intake" });
  const browser = new TestBrowser(simulator);
  const redirect = await browser.request("GET", `/tickets/accept?ticket=${link.ticket}`);
  const target = new URL(redirect.headers.get("location") ?? "");
  expect(redirect.status).toBe(307);
  expect(target.pathname).toBe("/sign-up");
  expect(target.searchParams.get("__clerk_status")).toBe("sign_up");
  const ticket = target.searchParams.get("__clerk_ticket") ?? "";
  const begun = await browser.send("POST", "/client/sign_ups", { strategy: "ticket", ticket });
  expect(begun.body.response).toMatchObject({
    email_address: NEW_PERSON,
    missing_fields: ["password"],
    unverified_fields: [],
  });
  const done = await browser.send("PATCH", `/client/sign_ups/${begun.body.response?.["id"]}`, {
    strategy: "ticket",
    ticket,
    password: PASSWORD,
  });
  expect(done.body.response).toMatchObject({ status: "complete" });
  const session = done.body.client?.sessions[0];
  expect(session).toMatchObject({ status: "active", last_active_organization_id: "org_calder", tasks: null });
  const claims = await readClaims(simulator, session?.last_active_token?.jwt ?? "");
  expect(claims).toMatchObject({ o: { id: "org_calder", rol: "intake" } });
  const other = new TestBrowser(simulator);
  const reused = await other.send("POST", "/client/sign_ups", { strategy: "ticket", ticket });
  expect(reused.body.errors?.[0]?.code).toBe("ticket_invalid_code");
});

test("whoever signs up with an invited address finds the invitation and joins by accepting it", async () => {
  const simulator = createTestInstance();
  await inviteByAdmin(simulator, { email: NEW_PERSON, role: "org:paralegal" });
  const browser = new TestBrowser(simulator);
  const sessionId = await signUp(browser, NEW_PERSON);
  const listed = await browser.send("GET", `/me/organization_invitations?_clerk_session_id=${sessionId}`);
  const [invitation] = z.array(z.object({ id: z.string() })).parse(listed.body.response?.["data"]);
  const accepted = await browser.send("POST", `/me/organization_invitations/${invitation?.id}/accept`);
  expect(accepted.body.response).toMatchObject({ status: "accepted", public_organization_data: { id: "org_calder" } });
  await browser.send("POST", `/client/sessions/${sessionId}/touch`, { active_organization_id: "org_calder" });
  const claims = await readClaims(simulator, await browser.token(sessionId));
  expect(claims).toMatchObject({ sts: "active", o: { id: "org_calder", rol: "paralegal" } });
});

test("TEN-09 an invitation of somebody else can be neither seen nor accepted", async () => {
  const simulator = createTestInstance();
  await inviteByAdmin(simulator, { email: NEW_PERSON, role: "org:admin" });
  const invitations = await callBapi(simulator, "GET", "/organizations/org_calder/invitations");
  const [invitation] = z.array(z.object({ id: z.string() })).parse(invitations.body["data"]);
  const browser = new TestBrowser(simulator);
  await browser.signIn("priya.raman@whitfield-family.test", PASSWORD);
  const listed = await browser.send("GET", "/me/organization_invitations");
  expect(listed.body.response).toMatchObject({ data: [], total_count: 0 });
  const real = await browser.send("POST", `/me/organization_invitations/${invitation?.id}/accept`);
  const unknown = await browser.send("POST", "/me/organization_invitations/orginv_unknown/accept");
  expect([real.status, real.body]).toEqual([unknown.status, unknown.body]);
});

test("the link of an invitation signs in whoever has an account already", async () => {
  const simulator = createTestInstance();
  const email = "priya.raman@whitfield-family.test";
  const link = await inviteByAdmin(simulator, { email, role: "org:viewer" });
  const signedOut = new TestBrowser(simulator);
  const redirect = await signedOut.request("GET", `/tickets/accept?ticket=${link.ticket}`);
  expect(new URL(redirect.headers.get("location") ?? "").searchParams.get("__clerk_status")).toBe("sign_in");
  const { token } = await signedOut.signInByTicket(link.ticket);
  expect(await readClaims(simulator, token)).toMatchObject({ o: { id: "org_calder", rol: "viewer" } });
});

async function inviteByAdmin(
  simulator: ReturnType<typeof createTestInstance>,
  input: { email: string; role: string },
): Promise<{ ticket: string }> {
  const admin = new TestBrowser(simulator);
  const { sessionId } = await admin.signIn(ADMIN, PASSWORD);
  const answer = await admin.send("POST", `/organizations/org_calder/invitations?_clerk_session_id=${sessionId}`, {
    email_address: input.email,
    role: input.role,
  });
  expect(answer.body.response).toMatchObject({ status: "pending", email_address: input.email, role: input.role });
  expect(JSON.stringify(answer.body)).not.toContain("tick_");
  const listed = await callBapi(simulator, "GET", "/organizations/org_calder/invitations?status=pending");
  const [invitation] = z.array(z.object({ url: z.string() })).parse(listed.body["data"]);
  return { ticket: new URL(invitation?.url ?? "").searchParams.get("ticket") ?? "" };
}

async function signUp(browser: TestBrowser, email: string): Promise<string> {
  const begun = await browser.send("POST", "/client/sign_ups", { email_address: email, password: PASSWORD });
  const path = `/client/sign_ups/${begun.body.response?.["id"]}`;
  await browser.send("POST", `${path}/prepare_verification`, { strategy: "email_code" });
  const done = await browser.send("POST", `${path}/attempt_verification`, { strategy: "email_code", code: "424242" });
  return z.string().parse(done.body.response?.["created_session_id"]);
}
