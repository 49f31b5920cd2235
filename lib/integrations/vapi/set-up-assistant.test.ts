import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { z } from "zod";
import { type LoopbackServer, listenOnLoopback } from "@/simulators/http/listen-on-loopback";
import { createVapiSimulator, type VapiSimulator } from "@/simulators/vapi/create-vapi-simulator";
import { connectPhoneNumber } from "./connect-phone-number";
import { setUpAssistant } from "./set-up-assistant";

const KEY = "vapi-sim-set-up";
const URL_OF_FIRM = "https://desk.example/api/webhooks/vapi/whe_0123";

let simulator: VapiSimulator;
let server: LoopbackServer;
let baseUrl: string;
beforeAll(async () => {
  simulator = createVapiSimulator({ pace: 0 });
  server = await listenOnLoopback((request) => simulator.fetch(request), 0);
  baseUrl = `http://127.0.0.1:${server.port}`;
  vi.stubEnv("VAPI_BASE_URL", baseUrl);
});
afterAll(async () => {
  await server.close();
  await simulator.close();
});

async function ask(path: string, body?: object, method = body ? "POST" : "GET"): Promise<unknown> {
  const headers = { authorization: `Bearer ${KEY}`, "content-type": "application/json" };
  const response = await fetch(baseUrl + path, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) });
  return response.json();
}

const savedAssistant = z.looseObject({
  id: z.string(),
  server: z.looseObject({ url: z.string() }),
  model: z.looseObject({
    messages: z.array(z.looseObject({ content: z.string() })),
    tools: z.array(
      z.looseObject({
        type: z.string(),
        function: z.looseObject({ name: z.string(), parameters: z.looseObject({}) }).optional(),
        parameters: z.array(z.strictObject({ key: z.string(), value: z.string() })).optional(),
      }),
    ),
  }),
});

test("the firm's assistant is created through the API with its own door, the six tools and nothing open by default", async () => {
  const result = await setUpAssistant({ apiKey: KEY, server: { url: URL_OF_FIRM }, saved: {} });
  if (result.kind !== "ready") throw new Error(JSON.stringify(result));
  const raw = await ask(`/assistant/${result.assistantId}`);
  const saved = savedAssistant.parse(raw);
  expect(raw).toMatchObject({
    server: { url: URL_OF_FIRM, timeoutSeconds: 20, backoffPlan: { type: "exponential", maxRetries: 8 } },
    serverMessages: ["status-update", "end-of-call-report", "tool-calls", "transfer-destination-request", "hang"],
    artifactPlan: { recordingEnabled: false, videoRecordingEnabled: false, pcapEnabled: false, loggingEnabled: false },
    monitorPlan: { listenEnabled: false, controlEnabled: false },
  });
  const functions = saved.model.tools.filter(({ type }) => type === "function");
  expect(functions.map((tool) => tool.function?.name)).toEqual([
    "get_missing_information",
    "save_case_detail",
    "confirm_identity",
    "request_callback",
    "stop_contacting",
    "transfer_to_staff",
  ]);
  for (const tool of functions) {
    expect(tool.parameters).toEqual([{ key: "callToken", value: "{{ callToken }}" }]);
    expect(JSON.stringify(tool.function)).not.toMatch(/token|case_?id|tenant|organi/i);
  }
  expect(saved.model.messages[0]?.content).toContain("artificial intelligence");
});

test("R10 neither the prompt nor anything the model sees names the call token", async () => {
  const result = await setUpAssistant({ apiKey: KEY, server: { url: URL_OF_FIRM }, saved: {} });
  if (result.kind !== "ready") throw new Error(JSON.stringify(result));
  const saved = savedAssistant.parse(await ask(`/assistant/${result.assistantId}`));
  expect(saved.model.messages.map(({ content }) => content).join("\n")).not.toContain("callToken");
});

test("an assistant that exists is brought up to date, not doubled, and one that is gone is made anew", async () => {
  const first = await setUpAssistant({ apiKey: KEY, server: { url: URL_OF_FIRM }, saved: {} });
  if (first.kind !== "ready") throw new Error(JSON.stringify(first));
  const moved = await setUpAssistant({ apiKey: KEY, server: { url: `${URL_OF_FIRM}4` }, saved: first });
  if (moved.kind !== "ready") throw new Error(JSON.stringify(moved));
  expect(moved.assistantId).toBe(first.assistantId);
  expect(moved.assistantRevision).not.toBe(first.assistantRevision);
  expect(await ask(`/assistant/${first.assistantId}`)).toMatchObject({ server: { url: `${URL_OF_FIRM}4` } });
  await ask(`/assistant/${first.assistantId}`, undefined, "DELETE");
  const anew = await setUpAssistant({ apiKey: KEY, server: { url: `${URL_OF_FIRM}4` }, saved: moved });
  expect(anew).toMatchObject({ kind: "ready", assistantRevision: moved.assistantRevision });
  expect(anew).not.toMatchObject({ assistantId: first.assistantId });
});

test("a credential that is given signs the assistant's webhooks; a wrong key is said to be one", async () => {
  const credential = z.looseObject({ id: z.string() }).parse(
    await ask("/credential", {
      provider: "custom-credential",
      name: "Docketline",
      authenticationPlan: { type: "hmac", algorithm: "sha256", secretKey: "0123456789abcdef0123456789abcdef" },
    }),
  );
  const result = await setUpAssistant({
    apiKey: KEY,
    server: { url: URL_OF_FIRM, credentialId: credential.id },
    saved: {},
  });
  if (result.kind !== "ready") throw new Error(JSON.stringify(result));
  expect(await ask(`/assistant/${result.assistantId}`)).toMatchObject({ server: { credentialId: credential.id } });
  expect(await setUpAssistant({ apiKey: "wrong", server: { url: URL_OF_FIRM }, saved: {} })).toEqual({
    kind: "failed",
    failure: { kind: "refused", reason: "bad_key" },
  });
});

test("a phone number of the account is pointed at the firm's door; an account without one is told so", async () => {
  const empty = await connectPhoneNumber({ apiKey: "vapi-sim-no-number", server: { url: URL_OF_FIRM } });
  expect(empty).toEqual({ kind: "no_number" });
  const number = { provider: "twilio", number: "+16025550110", twilioAccountSid: "AC0", twilioAuthToken: "t" };
  const created = z.looseObject({ id: z.string() }).parse(await ask("/phone-number", { ...number, smsEnabled: false }));
  const result = await connectPhoneNumber({ apiKey: KEY, server: { url: URL_OF_FIRM }, wanted: created.id });
  expect(result).toEqual({ kind: "ready", phoneNumberId: created.id, phoneNumber: "+16025550110" });
  expect(await ask(`/phone-number/${created.id}`)).toMatchObject({ server: { url: URL_OF_FIRM } });
});
