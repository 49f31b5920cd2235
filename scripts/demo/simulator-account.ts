import { z } from "zod";

const created = z.object({ id: z.string() });
const listed = z.array(z.object({ number: z.string().optional() }));

/** What a firm does by hand in VAPI's dashboard before it connects, done through the simulator's own interface. */
export type SimulatorAccount = {
  /** Gives the account a phone number in E.164, unless it has it. */
  addNumber: (number: string) => Promise<void>;
  /**
   * Makes the credential that signs webhooks as Standard Webhooks with `secret` (`whsec_…`). Answers its id; undefined
   * from another simulator, where credentials are made in a way of its own.
   */
  addCredential: (secret: string) => Promise<string | undefined>;
};

/** The account of the simulator at `voiceUrl` behind `apiKey`. What it refuses or cannot do is left out. */
export function simulatorAccount(voiceUrl: string, apiKey: string): SimulatorAccount {
  const ask = async (path: string, body?: object): Promise<unknown> => {
    const response = await fetch(new URL(path, voiceUrl), {
      headers: { authorization: `Bearer ${apiKey}`, "content-type": "application/json" },
      ...(body ? { method: "POST", body: JSON.stringify(body) } : {}),
    }).catch(() => undefined);
    return response?.ok ? response.json() : undefined;
  };
  return {
    addNumber: async (number) => {
      const numbers = listed.safeParse(await ask("/phone-number"));
      if (!numbers.success || numbers.data.some((one) => one.number === number)) return;
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
      return created.safeParse(credential).data?.id;
    },
  };
}
