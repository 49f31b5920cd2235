import { createVapiSimulator, type VapiSimulator, type VapiSimulatorOptions } from "../create-vapi-simulator";

export const KEY = "vapi-sim-firm-one";
/** base64 of the 32 bytes that `whsec_MDEy…` stands for in the published vectors. */
export const SECRET = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
export const SERVER_URL = "http://firm.test/api/webhooks/vapi/endpoint";

export const STANDARD_WEBHOOKS = {
  type: "hmac",
  secretKey: SECRET,
  algorithm: "sha256",
  signatureHeader: "webhook-signature",
  signaturePrefix: "v1,",
  signatureEncoding: "base64",
  timestampHeader: "webhook-timestamp",
  messageIdHeader: "webhook-id",
  payloadFormat: "{svix-id}.{timestamp}.{body}",
  secretIsBase64: true,
} as const;

const TOOLS = {
  get_missing_information: {},
  save_case_detail: { field: { type: "string" }, value: { type: "string" } },
  confirm_identity: { answer: { type: "string", enum: ["yes", "no", "unsure"] } },
  request_callback: { when: { type: "string" }, language: { type: "string", enum: ["en", "es"] } },
  stop_contacting: { scope: { type: "string", enum: ["calls", "all"] } },
  transfer_to_staff: {},
};

type Json = Record<string, unknown>;
export type ReceivedWebhook = { url: string; headers: Headers; body: string; message: Json };

export type Firm = {
  simulator: VapiSimulator;
  received: ReceivedWebhook[];
  assistantId: string;
  phoneNumberId: string;
  credentialId: string;
  /** A request to the REST interface with the firm's key. */
  api(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Response>;
  /** Places a call to `number` and resolves with the answer. */
  call(number: string, fields?: Json): Promise<Response>;
  types(): string[];
  toolCalls(): { name: string; arguments: Json }[];
};

type FirmOptions = {
  simulator?: VapiSimulatorOptions;
  /** Laid over the saved assistant. */
  assistant?: Json;
  /** Laid over the assistant's server. */
  server?: Json;
  authenticationPlan?: Json;
  /** Answers in place of the firm's usual ones. */
  answer?: (webhook: ReceivedWebhook) => Response | undefined | Promise<Response | undefined>;
  missing?: readonly string[];
};

/** A firm with a credential, an assistant with the six tools and a number, on a simulator whose webhooks stay in here. */
export async function openFirm(options: FirmOptions = {}): Promise<Firm> {
  const received: ReceivedWebhook[] = [];
  const simulator = createVapiSimulator({
    pace: 0.002,
    ...options.simulator,
    deliver: async (request) => {
      const body = await request.text();
      const { message } = JSON.parse(body);
      const webhook = { url: request.url, headers: request.headers, body, message };
      received.push(webhook);
      return (
        (await options.answer?.(webhook)) ?? answerAsFirm(message, options.missing ?? ["address", "date_of_birth"])
      );
    },
  });
  const api = createApi(simulator);
  const create = async (path: string, body: unknown) => {
    const response = await api("POST", path, body);
    const saved = await response.json();
    if (response.status !== 201) throw new Error(`${path}: ${JSON.stringify(saved)}`);
    return String(saved.id);
  };
  const credentialId = await create("/credential", {
    provider: "custom-credential",
    authenticationPlan: options.authenticationPlan ?? STANDARD_WEBHOOKS,
  });
  const assistantId = await create("/assistant", {
    ...firmAssistant(),
    server: { url: SERVER_URL, credentialId, ...options.server },
    ...options.assistant,
  });
  const phoneNumberId = await create("/phone-number", {
    provider: "twilio",
    number: "+16025550100",
    twilioAccountSid: "AC00000000000000000000000000000000",
    smsEnabled: false,
    server: { url: SERVER_URL, credentialId },
  });
  return {
    simulator,
    received,
    assistantId,
    phoneNumberId,
    credentialId,
    api,
    call: (number, fields = {}) =>
      api("POST", "/call", { assistantId, phoneNumberId, customer: { number, externalId: "ct_test" }, ...fields }),
    types: () => received.map(({ message }) => describe(message)),
    toolCalls: () => received.flatMap(({ message }) => readToolCalls(message)),
  };
}

function createApi(simulator: VapiSimulator): Firm["api"] {
  return (method, path, body, headers = {}) =>
    simulator.fetch(
      new Request(`http://127.0.0.1:1${path}`, {
        method,
        headers: { authorization: `Bearer ${KEY}`, "content-type": "application/json", ...headers },
        ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
      }),
    );
}

function firmAssistant(): Json {
  return {
    name: "Intake",
    firstMessage: "Hello, this is the assistant of {{firmName}}. Am I speaking with {{firstName}}?",
    serverMessages: ["status-update", "tool-calls", "end-of-call-report", "transfer-destination-request"],
    model: {
      provider: "openai",
      model: "gpt-4.1",
      messages: [{ role: "system", content: "Ask only for what is missing." }],
      tools: Object.entries(TOOLS).map(([name, properties]) => ({
        type: "function",
        function: { name, parameters: { type: "object", properties } },
      })),
    },
    artifactPlan: { recordingEnabled: false, pcapEnabled: false, loggingEnabled: false },
    monitorPlan: { listenEnabled: false, controlEnabled: false },
    analysisPlan: {
      structuredDataPlan: { enabled: true, schema: { type: "object", properties: { wantsCallback: {} } } },
    },
  };
}

function describe(message: Json): string {
  return [
    message["type"],
    message["status"],
    readToolCalls(message)
      .map(({ name }) => name)
      .join("+"),
  ]
    .filter((part) => typeof part === "string" && part !== "")
    .join(" ");
}

/** Reads all four shapes of a tool call. */
function readToolCalls(message: Json): { id: string; name: string; arguments: Json }[] {
  const list = message["toolCallList"];
  if (!Array.isArray(list)) return [];
  return list.map((item) => {
    const written = item.function?.arguments ?? item.arguments ?? item.parameters;
    return {
      id: item.id,
      name: item.function?.name ?? item.name,
      arguments: typeof written === "string" ? JSON.parse(written) : written,
    };
  });
}

function answerAsFirm(message: Json, missing: readonly string[]): Response {
  if (message["type"] !== "tool-calls") return Response.json({ status: "accepted" });
  const results = readToolCalls(message).map(({ id, name }) => ({
    name,
    toolCallId: id,
    result: name === "get_missing_information" ? JSON.stringify({ missing }) : '{"ok":true}',
  }));
  return Response.json({ results });
}
