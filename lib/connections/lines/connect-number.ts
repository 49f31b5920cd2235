import "server-only";
import type { LineSettings } from "@/db/schema/lines";
import { inTenant } from "@/db/tenant";
import { AppError } from "@/lib/core/errors";
import type { Principal } from "@/lib/core/principal";
import { addLine } from "@/lib/domain/lines/add-line";
import type { ConnectNumberInput } from "@/lib/domain/lines/line.schema";
import type { LineTest } from "@/lib/domain/lines/line-test";
import { normalizePhone } from "@/lib/domain/phones/normalize-phone";
import { parseReceiverUrl } from "@/lib/outgoing/parse-receiver-url";
import { sendUrlPolicy } from "@/lib/outgoing/send-url-policy";
import { getApiKey } from "@/lib/vault/get-api-key";
import { saveApiKey } from "@/lib/vault/save-api-key";
import { testProvider } from "./test-provider";

export type ConnectNumberResult =
  | { kind: "connected"; lineId: string }
  | { kind: "bad_address" | "key_missing" }
  | { kind: "refused"; reason: Extract<LineTest, { ok: false }>["reason"] };

/**
 * Adds a number that a provider sends from, after the provider has taken the key. Without a key in the input the firm's own
 * for that provider is used; a new one takes its place for all of the provider's lines.
 * @throws AppError `invalid_input` for a number that is none, `conflict` and `precondition_failed` as addLine
 */
export async function connectNumber(
  principal: Principal,
  { input, userId }: { input: ConnectNumberInput; userId: string | null },
): Promise<ConnectNumberResult> {
  const { provider, label } = input;
  const phone = normalizePhone(input.phone);
  if (!phone.ok) throw new AppError("invalid_input", "This is no phone number");
  if ("sendUrl" in input && !parseReceiverUrl(input.sendUrl, sendUrlPolicy(input.sendUrl)).ok) {
    return { kind: "bad_address" };
  }
  const account = "account" in input ? input.account : null;
  const key = input.key ?? (await inTenant(principal, (tx) => getApiKey(tx, provider)));
  if (key === null) return { kind: "key_missing" };
  const test = await testProvider({ provider, account, key });
  if (test !== null && !test.ok) return { kind: "refused", reason: test.reason };
  return inTenant(principal, async (tx) => {
    const line = await addLine(tx, {
      provider,
      channel: "sms",
      address: phone.e164,
      label,
      account,
      settings: settingsOf(input),
      state: "connected",
      reason: null,
    });
    if (input.key !== null) await saveApiKey(tx, { service: provider, key: input.key, userId, overlapHours: 0 });
    return { kind: "connected", lineId: line.id };
  });
}

function settingsOf(input: ConnectNumberInput): LineSettings {
  if (input.provider === "twilio") {
    return input.messagingServiceSid === null ? {} : { messagingServiceSid: input.messagingServiceSid };
  }
  if (input.provider === "aloware") return { lineId: input.providerLineId };
  return "sendUrl" in input ? { sendUrl: input.sendUrl } : {};
}
