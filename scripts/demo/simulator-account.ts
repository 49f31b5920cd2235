import { z } from "zod";

const created = z.object({ id: z.string() });
const listed = z.array(z.object({ number: z.string().optional() }));

/** What a firm does by hand in VAPI's dashboard before it connects, done through the simulator's own interface. */
export type SimulatorAccount = {
  /** Gives the account a phone number in E.164, unless it has it. */
  addNumber: (number: string) => Promise<void>;
  /** Makes the credential that signs webhooks as Standard Webhooks with `secret` (`whsec_…`); answers its id. */
  addCredential: (secret: string) => Promise<string>;
};

/** The account of the simulator at `voiceUrl` behind `apiKey`. */
export function simulatorAccount(voiceUrl: string, apiKey: string): SimulatorAccount {
  const ask = async (path: string, body?: object): Promise<unknown> => {
    const response = await fetch(new URL(path, voiceUrl), {
      headers: { authorization: `Bearer ${apiKey}`, "content-type": "application/json" },
      ...(body ? { method: "POST", body: JSON.stringify(body) } : {}),
    });
    if (!response.ok) throw new Error(`The VAPI simulator answered ${response.status} to ${path}`);
    return response.json();
  };
  return {
    addNumber: async (number) => {
      const numbers = listed.parse(await ask("/phone-number"));
      if (numbers.some((one) => one.number === number)) return;
      await ask("/phone-number", { provider: "twilio", number, twilioAccountSid: "simulated", smsEnabled: false });
    },
    addCredential: async (secret) => {
      const credential = await ask("/credential", {
        provider: "custom-credential",
        name: "Docketline",
        authenticationPlan: {
          type: "hmac",
          algorithm: "sha256",
          secretKey: secret.slice("whsec_".length),
          secretIsBase64: true,
          signatureHeader: "webhook-signature",
          signaturePrefix: "v1,",
          signatureEncoding: "base64",
          timestampHeader: "webhook-timestamp",
          messageIdHeader: "webhook-id",
          includeTimestamp: true,
          payloadFormat: "{svix-id}.{timestamp}.{body}",
        },
      });
      return created.parse(credential).id;
    },
  };
}
