import { randomUUID } from "node:crypto";
import { z } from "zod";
import { listenOnLoopback } from "@/simulators/http/listen-on-loopback";
import { createVapiSimulator } from "@/simulators/vapi/create-vapi-simulator";

// Imported before anything of ours: settings are read once, at the first use.

const simulator = createVapiSimulator({ pace: 0 });
const server = await listenOnLoopback((request) => simulator.fetch(request), 0);
const baseUrl = `http://127.0.0.1:${server.port}`;

process.env["VAPI_BASE_URL"] = baseUrl;

export async function closeVapi(): Promise<void> {
  await server.close();
  await simulator.close();
}

const listedAssistants = z.array(
  z.looseObject({ id: z.string(), server: z.looseObject({ url: z.string(), credentialId: z.string().optional() }) }),
);

export type VapiAccount = {
  key: string;
  addNumber: (number: string) => Promise<void>;
  addCredential: (plan: Record<string, unknown>) => Promise<string>;
  assistants: () => Promise<z.output<typeof listedAssistants>>;
};

/** An account of the simulator that no other test knows, over its real port. */
export function newVapiAccount(): VapiAccount {
  const key = `vapi-sim-${randomUUID()}`;
  const ask = async (path: string, body?: object): Promise<unknown> => {
    const response = await fetch(baseUrl + path, {
      headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
      ...(body ? { method: "POST", body: JSON.stringify(body) } : {}),
    });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return response.json();
  };
  return {
    key,
    addNumber: async (number) => {
      await ask("/phone-number", { provider: "twilio", number, twilioAccountSid: "simulated", smsEnabled: false });
    },
    addCredential: async (authenticationPlan) => {
      const made = await ask("/credential", { provider: "custom-credential", authenticationPlan });
      return z.object({ id: z.string() }).parse(made).id;
    },
    assistants: async () => listedAssistants.parse(await ask("/assistant")),
  };
}

/** The provider's plan for the settings that the page shows, as a person who copies them field by field makes it. */
export function planFrom(settings: readonly { field: string; value: string }[], secretKey: string) {
  const read = (field: string) => settings.find((setting) => setting.field === field)?.value;
  return {
    type: "hmac",
    secretKey,
    algorithm: read("Algorithm"),
    secretIsBase64: read("Secret is base64") === "true",
    signatureHeader: read("Signature header"),
    signaturePrefix: read("Signature prefix"),
    signatureEncoding: read("Signature encoding"),
    includeTimestamp: read("Include timestamp") === "true",
    timestampHeader: read("Timestamp header"),
    messageIdHeader: read("Message ID header"),
    payloadFormat: read("Payload format"),
  };
}
