import { createClerkClient } from "@clerk/nextjs/server";
import { afterEach, expect, test } from "vitest";
import { type Listener, listen } from "@/simulators/clerk/http/listen";
import { callBapi } from "@/simulators/clerk/testing/call-bapi";
import { TestBrowser } from "@/simulators/clerk/testing/test-browser";
import { createTestInstance, PUBLISHABLE_KEY, SECRET_KEY } from "@/simulators/clerk/testing/test-instance";

const listeners: Listener[] = [];

afterEach(async () => {
  for (const listener of listeners.splice(0)) await listener.close();
});

test.each(["", "Bearer sk_wrong", `Basic ${SECRET_KEY}`, SECRET_KEY])(
  "authorization %j is refused on every route, JWKS included",
  async (authorization) => {
    const simulator = createTestInstance();
    for (const path of ["/users", "/jwks", "/organizations", "/nothing"]) {
      const answer = await callBapi(simulator, "GET", path, { authorization });
      expect(answer.status).toBe(401);
      expect(answer.body).toMatchObject({ errors: [{ code: "clerk_key_invalid" }] });
    }
  },
);

test("Clerk's SDK lists, creates, changes, bans and deletes users", async () => {
  const { clerk } = await startWithClient();
  const listed = await clerk.users.getUserList({ limit: 3, orderBy: "+created_at" });
  expect([listed.data.length, listed.totalCount]).toEqual([3, 11]);
  const found = await clerk.users.getUserList({ emailAddress: ["maya.calder@calder-reyes.test"] });
  expect(found.data[0]).toMatchObject({ id: "user_maya_calder", firstName: "Maya", imageUrl: expect.any(String) });
  expect(found.data[0]?.primaryEmailAddress?.emailAddress).toBe("maya.calder@calder-reyes.test");
  const created = await clerk.users.createUser({
    emailAddress: ["new@person.test"],
    password: "long enough",
    publicMetadata: { theme: { name: "dark", size: 1 } },
  });
  const changed = await clerk.users.updateUserMetadata(created.id, {
    publicMetadata: { theme: { size: null }, platformRole: "admin" },
    privateMetadata: { note: "kept" },
  });
  expect(changed.publicMetadata).toEqual({ theme: { name: "dark" }, platformRole: "admin" });
  expect((await clerk.users.getUser(created.id)).privateMetadata).toEqual({ note: "kept" });
  await expect(clerk.users.verifyPassword({ userId: created.id, password: "long enough" })).resolves.toBeDefined();
  expect((await clerk.users.banUser(created.id)).banned).toBe(true);
  expect((await clerk.users.unbanUser(created.id)).banned).toBe(false);
  await clerk.users.deleteUser(created.id);
  await expect(clerk.users.getUser(created.id)).rejects.toMatchObject({ status: 404 });
  expect(await clerk.users.getCount()).toBe(11);
});

test("Clerk's SDK creates a firm, whose creator becomes its admin, and manages its members", async () => {
  const { clerk } = await startWithClient();
  const firm = await clerk.organizations.createOrganization({ name: "Stone & Co", createdBy: "user_platform_admin" });
  expect(firm).toMatchObject({ slug: "stone-co", membersCount: 1 });
  expect((await clerk.organizations.getOrganization({ slug: "stone-co" })).id).toBe(firm.id);
  const organizationId = firm.id;
  const userId = "user_marcus_bell";
  await clerk.organizations.createOrganizationMembership({ organizationId, userId, role: "org:paralegal" });
  await clerk.organizations.updateOrganizationMembership({ organizationId, userId, role: "org:attorney" });
  const members = await clerk.organizations.getOrganizationMembershipList({ organizationId });
  expect(members.data.map((one) => [one.publicUserData?.userId, one.role])).toEqual(
    expect.arrayContaining([
      ["user_platform_admin", "org:admin"],
      [userId, "org:attorney"],
    ]),
  );
  const joined = await clerk.users.getOrganizationMembershipList({ userId });
  expect(joined.totalCount).toBe(2);
  await clerk.organizations.deleteOrganizationMembership({ organizationId, userId });
  const renamed = await clerk.organizations.updateOrganization(organizationId, { name: "Stone Law" });
  expect(renamed).toMatchObject({ name: "Stone Law", slug: "stone-co", membersCount: 1 });
  await clerk.organizations.deleteOrganization(organizationId);
  expect((await clerk.organizations.getOrganizationList()).totalCount).toBe(2);
});

test("Clerk's SDK invites, lists and revokes invitations", async () => {
  const { clerk } = await startWithClient();
  const organizationId = "org_calder";
  const invitation = await clerk.organizations.createOrganizationInvitation({
    organizationId,
    emailAddress: "new@person.test",
    role: "org:intake",
  });
  const listed = await clerk.organizations.getOrganizationInvitationList({ organizationId, status: ["pending"] });
  expect(listed.data).toMatchObject([{ id: invitation.id, emailAddress: "new@person.test", role: "org:intake" }]);
  const revoked = await clerk.organizations.revokeOrganizationInvitation({
    organizationId,
    invitationId: invitation.id,
    requestingUserId: "user_maya_calder",
  });
  expect(revoked.status).toBe("revoked");
});

test("Clerk's SDK creates a sign-in token, lists the session that it started and revokes it", async () => {
  const { clerk, simulator } = await startWithClient();
  const { token } = await clerk.signInTokens.createSignInToken({ userId: "user_sofia_reyes", expiresInSeconds: 60 });
  const { sessionId } = await new TestBrowser(simulator).signInByTicket(token);
  const sessions = await clerk.sessions.getSessionList({ userId: "user_sofia_reyes", status: "active" });
  expect(sessions.data.map((session) => session.id)).toEqual([sessionId]);
  expect((await clerk.sessions.getToken(sessionId)).jwt).toMatch(/^ey/);
  expect((await clerk.sessions.revokeSession(sessionId)).status).toBe("revoked");
});

test("a body that is not JSON or lacks a field is refused and changes nothing", async () => {
  const simulator = createTestInstance();
  const lacking = await callBapi(simulator, "POST", "/users", { body: { first_name: "Nobody" } });
  expect([lacking.status, lacking.body]).toEqual([
    422,
    expect.objectContaining({ errors: [expect.objectContaining({ meta: { param_name: "email_address" } })] }),
  ]);
  const broken = new Request("http://127.0.0.1/bapi/v1/users", {
    method: "POST",
    headers: { authorization: `Bearer ${SECRET_KEY}` },
    body: "{",
  });
  expect((await simulator.fetch(broken)).status).toBe(400);
  expect((await callBapi(simulator, "GET", "/users/count")).body).toMatchObject({ total_count: 11 });
});

async function startWithClient() {
  const simulator = createTestInstance();
  const listener = await listen(0, simulator.fetch);
  listeners.push(listener);
  const clerk = createClerkClient({
    secretKey: SECRET_KEY,
    publishableKey: PUBLISHABLE_KEY,
    apiUrl: `http://127.0.0.1:${listener.port}/bapi`,
    telemetry: { disabled: true },
  });
  return { simulator, clerk };
}
