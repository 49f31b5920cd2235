import { mkdtempSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { seedDemo } from "@/db/seed/seed-demo";
import { inTenant } from "@/db/tenant";
import { findVapiConnection } from "@/lib/connections/vapi/find-vapi-connection";
import { listLines } from "@/lib/domain/lines/list-lines";
import { type LoopbackServer, listenOnLoopback } from "@/simulators/http/listen-on-loopback";
import { createVapiSimulator } from "@/simulators/vapi/create-vapi-simulator";
import { createTestDatabase, type TestDatabase, testPrincipal } from "@/tests/support/test-database";
import { connectDemoFirms } from "./connect-demo-firms";
import { findDemoCredentials } from "./demo-credentials-file";
import { openDemoLines } from "./open-demo-lines";

const KEYS = { "key-of-calder": "org_calder", "key-of-whitfield": "org_whitfield" };
const assistants = z.array(z.object({ server: z.object({ url: z.string(), credentialId: z.string().optional() }) }));

const simulator = createVapiSimulator({ keys: KEYS });
let server: LoopbackServer;
let database: TestDatabase;
let voiceUrl = "";

beforeAll(async () => {
  server = await listenOnLoopback(simulator.fetch, 0);
  voiceUrl = `http://127.0.0.1:${server.port}`;
  process.env["VAPI_BASE_URL"] = voiceUrl;
  database = await createTestDatabase("pglite");
  await seedDemo(new Date());
});

afterAll(async () => {
  await database.drop();
  await simulator.close();
  await server.close();
});

async function assistantServers(key: string) {
  const response = await fetch(`${voiceUrl}/assistant`, { headers: { authorization: `Bearer ${key}` } });
  return assistants.parse(await response.json()).map((assistant) => assistant.server);
}

test("the demo firms are connected once, with signed webhooks to their own doors, and follow the desk to another port", async () => {
  const dataDir = mkdtempSync(path.join(tmpdir(), "docketline-connect-"));
  const setup = { dataDir, appUrl: "http://localhost:3000", voiceUrl, keys: KEYS };
  expect(await connectDemoFirms(setup)).toEqual([]);
  expect(statSync(path.join(dataDir, "demo-credentials.json")).mode & 0o777).toBe(0o600);
  const firms = findDemoCredentials(dataDir)?.firms ?? [];
  expect(firms.map((firm) => firm.id)).toEqual(["org_calder", "org_whitfield"]);
  const [calder, whitfield] = firms.map((firm) => firm.endpoints["vapi"]?.path ?? "");
  expect(calder).not.toBe(whitfield);
  const senders = ["aloware", "broadcast", "evolution", "ghl", "make", "texting", "twilio", "vapi"];
  for (const firm of firms) expect(Object.keys(firm.endpoints).toSorted()).toEqual(senders);
  expect(firms.map((firm) => firm.endpoints["evolution"]?.account)).toEqual(["calder-reyes", "whitfield-family"]);
  const credentialId = expect.any(String);
  expect(await assistantServers("key-of-calder")).toMatchObject([
    { url: `http://localhost:3000${calder}`, credentialId },
  ]);
  const connection = await inTenant(testPrincipal("org_calder"), findVapiConnection);
  expect(connection).toMatchObject({ state: "connected", phoneNumber: "+16025550110" });

  await connectDemoFirms(setup);
  const again = await inTenant(testPrincipal("org_calder"), findVapiConnection);
  expect(again.lastTestedAt).toEqual(connection.lastTestedAt);

  await connectDemoFirms({ ...setup, appUrl: "http://localhost:4000" });
  expect(await assistantServers("key-of-whitfield")).toMatchObject([
    { url: `http://localhost:4000${whitfield}`, credentialId },
  ]);
  expect(findDemoCredentials(dataDir)?.firms).toEqual(firms);
});

test("every demo firm has a connected line of each provider, once, a default for each channel, and follows a moved simulator", async () => {
  const dataDir = mkdtempSync(path.join(tmpdir(), "docketline-lines-"));
  await connectDemoFirms({ dataDir, appUrl: "http://localhost:3000", voiceUrl, keys: KEYS });
  for (const port of [5300, 5300, 5301])
    await openDemoLines({ dataDir, sendersUrl: `http://127.0.0.1:${port}/twilio` });
  for (const orgId of ["org_calder", "org_whitfield"]) {
    const found = await inTenant(testPrincipal(orgId), listLines);
    expect(found.map(({ provider, state }) => `${provider} ${state}`).toSorted()).toEqual(
      ["aloware", "broadcast", "evolution", "ghl", "texting", "twilio"].map((provider) => `${provider} connected`),
    );
    const defaults = found.filter(({ isDefault }) => isDefault);
    expect(defaults.map(({ provider }) => provider).toSorted()).toEqual(["evolution", "twilio"]);
    expect(found.find(({ provider }) => provider === "texting")?.settings.sendUrl).toBe(
      "http://127.0.0.1:5301/texting/messages",
    );
  }
});

test("a simulator that takes no demo key leaves the firms with their doors, and is asked again at the next start", async () => {
  const dataDir = mkdtempSync(path.join(tmpdir(), "docketline-connect-"));
  const setup = { dataDir, appUrl: "http://localhost:3000", voiceUrl, keys: { unknown: "org_calder" } };
  for (const _start of [1, 2]) expect(await connectDemoFirms(setup)).toEqual(["Calder & Reyes Injury Law"]);
  expect(findDemoCredentials(dataDir)?.firms[0]?.endpoints["vapi"]?.secret).toMatch(/^whsec_/);
});
