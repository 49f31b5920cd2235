import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { callBapi } from "@/simulators/clerk/testing/call-bapi";
import { readClaims } from "@/simulators/clerk/testing/read-claims";
import { TestBrowser } from "@/simulators/clerk/testing/test-browser";
import { createTestInstance } from "@/simulators/clerk/testing/test-instance";
import { loadSigningKeyPem } from "@/simulators/clerk/tokens/signing-key";

const PASSWORD = "docketline-demo-1";
const PARALEGAL = "sofia.reyes@calder-reyes.test";

let directory = "";
let stateFile = "";

beforeEach(async () => {
  directory = await mkdtemp(path.join(os.tmpdir(), "clerk-simulator-"));
  stateFile = path.join(directory, "nested", "state.json");
});

afterEach(async () => {
  await rm(directory, { recursive: true, force: true });
});

test("people, firms, sessions, invitations and tickets survive a restart without a clean stop", async () => {
  const first = createTestInstance({ stateFile });
  const browser = new TestBrowser(first);
  const { sessionId } = await browser.signIn(PARALEGAL, PASSWORD);
  await callBapi(first, "POST", "/users", { body: { email_address: ["new@person.test"] } });
  await callBapi(first, "POST", "/organizations", { body: { name: "New Firm" } });
  const invitation = { email_address: "invited@person.test", role: "org:viewer" };
  await callBapi(first, "POST", "/organizations/org_calder/invitations", { body: invitation });
  const ticket = await callBapi(first, "POST", "/sign_in_tokens", { body: { user_id: "user_maya_calder" } });

  const second = createTestInstance({ stateFile });
  const resumed = new TestBrowser(second);
  for (const [name, value] of browser.cookies) resumed.cookies.set(name, value);
  expect(await readClaims(second, await resumed.token(sessionId))).toMatchObject({ sub: "user_sofia_reyes" });
  expect((await callBapi(second, "GET", "/users/count")).body).toMatchObject({ total_count: 12 });
  expect((await callBapi(second, "GET", "/organizations/new-firm")).status).toBe(200);
  const invitations = await callBapi(second, "GET", "/organizations/org_calder/invitations");
  expect(invitations.body).toMatchObject({ total_count: 1 });
  await expect(new TestBrowser(second).signInByTicket(String(ticket.body["token"]))).resolves.toBeDefined();
});

test("a removed member stays removed after a restart", async () => {
  const first = createTestInstance({ stateFile });
  await callBapi(first, "DELETE", "/organizations/org_calder/memberships/user_sofia_reyes");
  const second = createTestInstance({ stateFile });
  const members = await callBapi(second, "GET", "/organizations/org_calder/memberships");
  expect(members.body).toMatchObject({ total_count: 5 });
});

test("the file is for its owner only, holds no password and no cookie, and leaves no draft behind", async () => {
  const simulator = createTestInstance({ stateFile });
  const browser = new TestBrowser(simulator);
  await browser.signIn(PARALEGAL, PASSWORD);
  await Promise.all(
    Array.from({ length: 20 }, (_, index) =>
      callBapi(simulator, "POST", "/users", {
        body: { email_address: [`person${index}@many.test`], password: PASSWORD },
      }),
    ),
  );
  const content = await readFile(stateFile, "utf8");
  expect((await stat(stateFile)).mode & 0o777).toBe(0o600);
  expect(content).not.toContain(PASSWORD);
  expect(content).not.toContain(browser.cookies.get("__client"));
  expect(content.match(/@many\.test/g)).toHaveLength(20);
  expect(await readdir(path.dirname(stateFile))).toEqual(["state.json"]);
});

test("a file that is no state is refused and left as it is", async () => {
  stateFile = path.join(directory, "state.json");
  await writeFile(stateFile, '{"version":1,"users":[{}]}');
  expect(() => createTestInstance({ stateFile })).toThrow("is not a state of the Clerk simulator");
  expect(await readFile(stateFile, "utf8")).toContain("[{}]");
});

test("the signing key is created once, for its owner only", async () => {
  const file = path.join(directory, "keys", "signing.pem");
  const created = loadSigningKeyPem(file);
  expect(loadSigningKeyPem(file)).toBe(created);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
});
