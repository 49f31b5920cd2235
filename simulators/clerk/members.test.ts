import { expect, test } from "vitest";
import { callBapi } from "@/simulators/clerk/testing/call-bapi";
import { readClaims } from "@/simulators/clerk/testing/read-claims";
import { TestBrowser } from "@/simulators/clerk/testing/test-browser";
import { createTestInstance } from "@/simulators/clerk/testing/test-instance";

const PASSWORD = "docketline-demo-1";
const ADMIN = "maya.calder@calder-reyes.test";
const PARALEGAL = "sofia.reyes@calder-reyes.test";
const MEMBERS = "/organizations/org_calder/memberships";

test("AUTH-05 the next token of a member who was removed names no firm, and the session waits for another", async () => {
  const simulator = createTestInstance();
  const admin = new TestBrowser(simulator);
  await admin.signIn(ADMIN, PASSWORD);
  const member = new TestBrowser(simulator);
  const { sessionId } = await member.signIn(PARALEGAL, PASSWORD);
  expect((await admin.send("DELETE", `${MEMBERS}/user_sofia_reyes`)).status).toBe(200);
  for (const organizationId of ["", "org_calder"]) {
    const claims = await readClaims(simulator, await member.token(sessionId, organizationId));
    expect(claims["o"]).toBeUndefined();
    expect(claims["sts"]).toBe("pending");
  }
  const touched = await member.send("POST", `/client/sessions/${sessionId}/touch`, {
    active_organization_id: "org_calder",
    intent: "focus",
  });
  expect(touched.body.response).toMatchObject({ status: "pending", last_active_organization_id: null });
});

test("AUTH-05 a changed role is in the next token", async () => {
  const simulator = createTestInstance();
  const admin = new TestBrowser(simulator);
  await admin.signIn(ADMIN, PASSWORD);
  const member = new TestBrowser(simulator);
  const { sessionId } = await member.signIn(PARALEGAL, PASSWORD);
  await admin.send("PATCH", `${MEMBERS}/user_sofia_reyes`, { role: "org:viewer" });
  expect(await readClaims(simulator, await member.token(sessionId))).toMatchObject({ o: { rol: "viewer" } });
});

test.each(["org:attorney", "org:paralegal", "org:intake", "org:viewer"])("%s manages no members", async (role) => {
  const simulator = createTestInstance();
  await callBapi(simulator, "PATCH", `${MEMBERS}/user_sofia_reyes`, { body: { role } });
  const member = new TestBrowser(simulator);
  await member.signIn(PARALEGAL, PASSWORD);
  const invitation = { email_address: "new.person@calder-reyes.test", role: "org:viewer" };
  const answers = [
    await member.send("POST", "/organizations/org_calder/invitations", invitation),
    await member.send("GET", "/organizations/org_calder/invitations"),
    await member.send("PATCH", `${MEMBERS}/user_sofia_reyes`, { role: "org:admin" }),
    await member.send("DELETE", `${MEMBERS}/user_liam_ortega`),
    await member.send("PATCH", "/organizations/org_calder", { name: "Ours now" }),
    await member.send("DELETE", "/organizations/org_calder"),
  ];
  expect(answers.map((answer) => answer.status)).toEqual([403, 403, 403, 403, 403, 403]);
  expect((await member.send("GET", MEMBERS)).body.response).toMatchObject({ total_count: 6 });
});

test("TEN-09 another firm answers like one that does not exist", async () => {
  const simulator = createTestInstance();
  const admin = new TestBrowser(simulator);
  await admin.signIn(ADMIN, PASSWORD);
  for (const [method, path] of [
    ["GET", ""],
    ["PATCH", ""],
    ["DELETE", ""],
    ["GET", "/memberships"],
    ["GET", "/invitations"],
    ["POST", "/invitations"],
    ["DELETE", "/memberships/user_priya_raman"],
  ] as const) {
    const foreign = await admin.send(method, `/organizations/org_whitfield${path}`);
    const unknown = await admin.send(method, `/organizations/org_unknown${path}`);
    expect([foreign.status, foreign.body]).toEqual([unknown.status, unknown.body]);
    expect(foreign.status).toBe(404);
  }
});

test("a firm keeps at least one member who may manage the others", async () => {
  const simulator = createTestInstance();
  const admin = new TestBrowser(simulator);
  await admin.signIn(ADMIN, PASSWORD);
  const code = "organization_minimum_permissions_needed";
  const demoted = await admin.send("PATCH", `${MEMBERS}/user_maya_calder`, { role: "org:viewer" });
  const left = await admin.send("DELETE", "/me/organization_memberships/org_calder");
  expect([demoted.body.errors?.[0]?.code, left.body.errors?.[0]?.code]).toEqual([code, code]);
  await admin.send("PATCH", `${MEMBERS}/user_daniel_reyes`, { role: "org:admin" });
  expect((await admin.send("DELETE", "/me/organization_memberships/org_calder")).status).toBe(200);
});

test("a role outside the five is refused", async () => {
  const simulator = createTestInstance();
  const answer = await callBapi(simulator, "PATCH", `${MEMBERS}/user_sofia_reyes`, { body: { role: "org:owner" } });
  expect(answer.status).toBe(404);
});

test("several people are invited at once or not at all", async () => {
  const simulator = createTestInstance();
  const admin = new TestBrowser(simulator);
  await admin.signIn(ADMIN, PASSWORD);
  const path = "/organizations/org_calder/invitations";
  const mixed = { email_address: `new.person@calder-reyes.test,${PARALEGAL}`, role: "org:viewer" };
  const refused = await admin.send("POST", `${path}/bulk`, mixed);
  expect(refused.body.errors?.[0]?.code).toBe("already_a_member_in_organization");
  expect((await admin.send("GET", path)).body.response).toMatchObject({ total_count: 0 });
  const both = { email_address: "one@calder-reyes.test,two@calder-reyes.test", role: "org:viewer" };
  expect((await admin.send("POST", `${path}/bulk`, both)).status).toBe(200);
  const again = await admin.send("POST", path, { email_address: "one@calder-reyes.test", role: "org:viewer" });
  expect(again.body.errors?.[0]).toMatchObject({
    code: "duplicate_record",
    meta: { email_addresses: ["one@calder-reyes.test"] },
  });
});
