import "server-only";
import { z } from "zod";
import { type AssistantServer, serverConfig } from "./assistant-definition";
import { createVapiClient, vapiRequestOptions } from "./client";
import { type VapiFailure, vapiFailureOf } from "./vapi-failure";

export type ConnectPhoneNumberResult =
  | { kind: "ready"; phoneNumberId: string; phoneNumber: string | null }
  | { kind: "no_number" }
  | { kind: "failed"; failure: VapiFailure };

const listedNumbers = z.array(
  z.looseObject({ id: z.string().min(1).max(100), provider: z.string(), number: z.string().optional() }),
);

/** The kinds of number that the provider can dial from, with the word that an update of each has to carry. */
const PROVIDERS = ["twilio", "vonage", "telnyx", "vapi", "byo-phone-number"] as const;

/**
 * Points one of the account's phone numbers at the firm's door, so that callers are answered by `assistant-request`, and
 * names it for outgoing calls: `wanted` if the account has it, else the oldest.
 */
export async function connectPhoneNumber(input: {
  apiKey: string;
  server: AssistantServer;
  wanted?: string | undefined;
}): Promise<ConnectPhoneNumberResult> {
  const client = await createVapiClient(input.apiKey);
  try {
    const numbers = listedNumbers.parse(await client.phoneNumbers.list({ limit: 100 }, vapiRequestOptions()));
    const number = numbers.find(({ id }) => id === input.wanted) ?? numbers.at(-1);
    const provider = PROVIDERS.find((known) => known === number?.provider);
    if (!number || !provider) return { kind: "no_number" };
    await client.phoneNumbers.update(
      { id: number.id, body: { provider, server: serverConfig(input.server) } },
      vapiRequestOptions(),
    );
    return { kind: "ready", phoneNumberId: number.id, phoneNumber: number.number ?? null };
  } catch (error) {
    return { kind: "failed", failure: vapiFailureOf(error) };
  }
}
