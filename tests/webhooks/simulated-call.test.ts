import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { callLogs } from "@/db/schema/call-logs";
import { callToolInvocations } from "@/db/schema/call-tool-invocations";
import { caseDetailProposals } from "@/db/schema/case-detail-proposals";
import { connections } from "@/db/schema/connections";
import { leads } from "@/db/schema/leads";
import { optoutRegistry } from "@/db/schema/optout-registry";
import { webhookEndpoints } from "@/db/schema/webhook-endpoints";
import { webhookEvents } from "@/db/schema/webhook-events";
import { buildCallPayload } from "@/lib/domain/calls/call-payload";
import type { EndpointMode } from "@/lib/domain/webhook-endpoints/provider-modes.schema";
import { assistantDefinition } from "@/lib/integrations/vapi/assistant-definition";
import { answerWebhook } from "@/lib/webhooks/answer-webhook";
import { findProvider } from "@/lib/webhooks/registry";
import type { Fault } from "@/simulators/vapi/control/faults";
import type { PersonaName } from "@/simulators/vapi/conversation/personas";
import { createVapiSimulator, type VapiSimulator } from "@/simulators/vapi/create-vapi-simulator";
import { createTestDatabase, type TestDatabase } from "@/tests/support/test-database";
import { type Json, openWebhookFirm, type WebhookFirm } from "./webhook-firm";

// The whole way without a mock: the provider's stand-in plays the call, signs as the firm's credential says, and posts to
// the door; the job's work follows.

const PLANS: Partial<Record<EndpointMode, Json>> = {
  "standard-webhooks": {
    type: "hmac",
    algorithm: "sha256",
    signatureHeader: "webhook-signature",
    signaturePrefix: "v1,",
    signatureEncoding: "base64",
    timestampHeader: "webhook-timestamp",
    messageIdHeader: "webhook-id",
    payloadFormat: "{svix-id}.{timestamp}.{body}",
    secretIsBase64: true,
  },
  "vapi-hmac": { type: "hmac", algorithm: "sha256", timestampUnit: "milliseconds" },
};

let embedded: TestDatabase;
let simulator: VapiSimulator;
beforeAll(async () => {
  embedded = await createTestDatabase("pglite");
  simulator = createVapiSimulator({
    pace: 0,
    deliver: (request) =>
      answerWebhook(request, { provider: findProvider("vapi"), endpointToken: request.url.split("/").at(-1) ?? "" }),
  });
});
afterAll(async () => {
  await simulator.close();
  await embedded.drop();
});

type Account = {
  firm: WebhookFirm;
  assistantId: string;
  phoneNumberId: string;
  api: (path: string, body: unknown) => Promise<Json>;
};

/** A firm that is set up at the stand-in as it sets itself up at the provider. */
async function openAccount(name: string, mode: EndpointMode = "standard-webhooks"): Promise<Account> {
  const firm = await openWebhookFirm(name, mode);
  const api = async (path: string, body: unknown) => {
    const headers = { authorization: `Bearer vapi-sim-${name}`, "content-type": "application/json" };
    const text = typeof body === "string" ? body : JSON.stringify(body);
    const response = await simulator.fetch(
      new Request(`http://vapi.test${path}`, { method: "POST", headers, body: text }),
    );
    const answer = (await response.json()) as Json;
    if (!response.ok) throw new Error(JSON.stringify(answer));
    return answer;
  };
  const secretKey = mode === "standard-webhooks" ? firm.secret.replace("whsec_", "") : firm.secret;
  const authenticationPlan = { ...PLANS[mode], secretKey };
  const credential = await api("/credential", { provider: "custom-credential", authenticationPlan });
  const server = { url: `http://desk.test/api/webhooks/vapi/${firm.token}`, credentialId: String(credential["id"]) };
  const assistant = await api("/assistant", assistantDefinition(server));
  const number = {
    provider: "twilio",
    number: "+16025550100",
    twilioAccountSid: "AC0",
    twilioAuthToken: "t",
    smsEnabled: false,
    server,
  };
  const phoneNumber = await api("/phone-number", number);
  const [assistantId, phoneNumberId] = [String(assistant["id"]), String(phoneNumber["id"])];
  await firm.read((tx) =>
    tx.update(connections).set({ settings: { assistantId, phoneNumberId } }).where(eq(connections.serviceName, "vapi")),
  );
  return { firm, assistantId, phoneNumberId, api };
}

/** Places one call, lets the stand-in play it, and does the work that follows. */
async function play(account: Account, persona: PersonaName, faults: Fault[] = []) {
  const { firm, assistantId, phoneNumberId, api } = account;
  const fields = ["address", "date_of_birth", "email", "employer", "insurance_carrier"];
  const call = await firm.placeCall({ fields });
  simulator.planNextCall({ persona, faults });
  const facts = {
    assistantId,
    phoneNumberId,
    clientNumber: call.number,
    callToken: call.token,
    firmName: "Firm",
    callbackNumber: "(602) 555-0110",
    purpose: "case_information",
    firstName: "Ana",
    language: "en",
    flags: { hasAddress: false, hasDateOfBirth: false },
    firstMessage: "Hello.",
    isRecorded: false,
  } as const;
  await api("/call", buildCallPayload(facts));
  await simulator.settled();
  await firm.work();
  const [row] = await firm.read((tx) => tx.select().from(callLogs).where(eq(callLogs.id, call.callId)));
  const proposals = await firm.read((tx) =>
    tx.select().from(caseDetailProposals).where(eq(caseDetailProposals.callId, call.callId)),
  );
  const tools = await firm.read((tx) =>
    tx.select().from(callToolInvocations).where(eq(callToolInvocations.callId, call.callId)),
  );
  return { call, row, proposals, tools };
}

test.each(["standard-webhooks", "vapi-hmac"] as const)(
  "a client's answers become proposals next to the words spoken (%s)",
  async (mode) => {
    const account = await openAccount(`main-${mode}`, mode);
    const { row, proposals } = await play(account, "all-details");
    expect(row).toMatchObject({ state: "ended", outcome: "answered_completed", dialState: "dialling" });
    expect(row?.transcript.length).toBeGreaterThan(5);
    expect(row?.summary).toEqual(expect.any(String));
    expect(proposals.map(({ field }) => field).toSorted()).toEqual([
      "address",
      "date_of_birth",
      "email",
      "employer",
      "insurance_carrier",
    ]);
    for (const proposal of proposals) {
      expect(proposal).toMatchObject({ status: "pending", problem: null, spokenWords: expect.any(String) });
      expect(proposal.transcriptSecond).toBeGreaterThan(0);
    }
    const verified = await account.firm.read((tx) =>
      tx.select({ mode: webhookEvents.verification }).from(webhookEvents),
    );
    expect(new Set(verified.map((event) => event.mode))).toEqual(new Set([mode]));
  },
);

test.each<Fault[]>([
  ["tool-arguments-object"],
  ["tool-arguments-flat"],
  ["tool-parameters-flat"],
  ["duplicate"],
  ["duplicate-new-id"],
  ["out-of-order"],
  ["presigned-urls-differ", "large-body", "unknown-type"],
  ["webhook-before-201"],
])("the same call with %s ends the same", async (...faults) => {
  const account = await openAccount(`fault-${faults.join("-")}`);
  const { row, proposals, tools } = await play(account, "address-and-birth", faults.filter(Boolean));
  expect(row).toMatchObject({ state: "ended", outcome: "answered_completed", reportedAt: expect.any(Date) });
  expect(proposals.map(({ field, status }) => [field, status]).toSorted()).toEqual([
    ["address", "pending"],
    ["date_of_birth", "pending"],
  ]);
  expect(tools.map(({ outcome }) => outcome)).not.toContain("refused");
});

test("CMP-02 a client who wants no more calls is out of reach before the call ends", async () => {
  const account = await openAccount("stopping");
  const { call, row } = await play(account, "stop-calling");
  expect(row?.state).toBe("ended");
  const blocked = await account.firm.read((tx) =>
    tx.select().from(optoutRegistry).where(eq(optoutRegistry.e164, call.number)),
  );
  expect(blocked.map(({ state }) => state)).toContain("opted_out");
});

test.each<[PersonaName, string]>([
  ["voicemail", "voicemail"],
  ["no-answer", "no_answer"],
  ["busy", "busy"],
  ["transfer", "transferred"],
])("a call that meets %s ends as %s", async (persona, outcome) => {
  const account = await openAccount(`ends-${persona}`);
  expect((await play(account, persona)).row).toMatchObject({ state: "ended", outcome });
});

test("a client who speaks Spanish, and one who corrects himself, are understood", async () => {
  const account = await openAccount("speaking");
  for (const persona of ["spanish", "rambling"] as const) {
    const { proposals } = await play(account, persona);
    const open = proposals.filter(({ status }) => status === "pending").map(({ field }) => field);
    expect(new Set(open).size).toBe(open.length);
    expect(open).toEqual(expect.arrayContaining(["address", "date_of_birth"]));
  }
});

test("the wrong person is told and asked nothing", async () => {
  const account = await openAccount("wrong");
  const { tools, proposals } = await play(account, "wrong-person");
  expect(tools.map(({ name, outcome }) => [name, outcome])).toEqual([["confirm_identity", "done"]]);
  expect(proposals).toEqual([]);
});

test("AI-03 a client who names other cases, firms and fields gets nothing done, and all of it is recorded", async () => {
  const account = await openAccount("hostile");
  const { tools, proposals } = await play(account, "hostile");
  expect(proposals).toEqual([]);
  const refusals = tools.flatMap(({ refusal }) => (refusal === null ? [] : [refusal])).toSorted();
  expect(refusals).toEqual([
    "foreign_argument",
    "foreign_argument",
    "foreign_argument",
    "foreign_field",
    "foreign_field",
  ]);
});

test("WH-03 the provider's own mix-up of two firms' calls is refused, recorded, and changes neither", async () => {
  const [mine, theirs] = [await openAccount("mixed-mine"), await openAccount("mixed-theirs")];
  const before = await play(theirs, "address-and-birth");
  const { row, proposals } = await play(mine, "address-and-birth", ["cross-tenant-call-id"]);
  expect(row).toMatchObject({ state: "ended", outcome: "answered_completed" });
  expect(JSON.stringify(proposals)).not.toContain("Forged");
  const [endpoint] = await mine.firm.read((tx) => tx.select().from(webhookEndpoints));
  expect(endpoint).toMatchObject({ refusedCount: 2, lastRefusal: "foreign_call_token" });
  const after = await theirs.firm.read((tx) => tx.select().from(callLogs).where(eq(callLogs.id, before.call.callId)));
  expect(after).toEqual([before.row]);
});

test.each<Fault>(["bad-signature", "unsigned", "stale-timestamp"])(
  "WH-01 a call whose webhooks come with %s changes nothing",
  async (fault) => {
    const account = await openAccount(`proof-${fault}`);
    const { row } = await play(account, "address-and-birth", [fault]);
    expect(row).toMatchObject({ state: "scheduled", revision: 0 });
  },
);

test("somebody calls the firm: answered, known afterwards as a lead with a finished call", async () => {
  const account = await openAccount("calling-in");
  const answer = await account.api("/simulator/inbound", {
    phoneNumberId: account.phoneNumberId,
    from: "+12125550180",
  });
  expect(answer).toMatchObject({ outcome: "assistant" });
  await simulator.settled();
  await account.firm.work();
  const [row] = await account.firm.read((tx) => tx.select().from(callLogs).where(eq(callLogs.direction, "inbound")));
  expect(row).toMatchObject({ state: "ended", clientNumber: "+12125550180", reportedAt: expect.any(Date) });
  const [lead] = await account.firm.read((tx) => tx.select().from(leads));
  expect(lead).toMatchObject({ id: row?.leadId, source: "inbound_call", firstResponseAt: expect.any(Date) });
});
