import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { consents } from "@/db/schema/consents";
import { lines } from "@/db/schema/lines";
import { messageSends } from "@/db/schema/message-sends";
import { messages } from "@/db/schema/messages";
import { inTenant } from "@/db/tenant";
import { type ReserveSendInput, type ReserveSendResult, reserveSend } from "@/lib/domain/sends/reserve-send";
import { saveApiKey } from "@/lib/vault/save-api-key";
import { type CallingFirm, type CallingFirmOptions, createCallingFirm } from "./calling-firm";

export type SendingFirm = CallingFirm & {
  lineId: string;
  /** The firm's AccountSid and auth token at the text provider. */
  account: string;
  authToken: string;
  reserve: (changes?: Partial<ReserveSendInput>) => Promise<ReserveSendResult>;
  /** As `reserve`, where anything but acceptance is a mistake of the test. */
  accept: (changes?: Partial<ReserveSendInput>) => Promise<string>;
  sendOf: (
    messageId: string,
  ) => Promise<{ send: typeof messageSends.$inferSelect; message: typeof messages.$inferSelect }>;
};

export type SendingFirmOptions = CallingFirmOptions & {
  /** The client's consent to texts; null for none. */
  smsConsent?: "implied" | "express" | "express_written" | null;
};

/** A firm that may write to a client now: a connected line at Twilio, its key, credits, and the client's consent. */
export async function createSendingFirm(options: SendingFirmOptions): Promise<SendingFirm> {
  const firm = await createCallingFirm(options);
  const lineId = randomUUID();
  const account = `AC${Buffer.from(options.orgId).toString("hex").padEnd(32, "0").slice(0, 32)}`;
  const authToken = `token-of-${options.orgId}`;
  await inTenant(firm.principal, async (tx) => {
    await tx.insert(lines).values({
      id: lineId,
      provider: "twilio",
      channel: "sms",
      address: "+16025550100",
      label: "Main",
      account,
      state: "connected",
      isDefault: true,
    });
    await saveApiKey(tx, { service: "twilio", key: authToken, userId: firm.userId, overlapHours: 0 });
    const level = options.smsConsent === undefined ? "express" : options.smsConsent;
    if (level !== null) await insertSmsConsent(tx, { contactId: firm.contactId, e164: firm.e164, level });
  });
  const reserve = (changes: Partial<ReserveSendInput> = {}) =>
    inTenant(firm.principal, (tx) =>
      reserveSend(tx, {
        to: { contactId: firm.contactId, e164: firm.e164 },
        channel: "sms",
        lineId: null,
        body: "Your appointment is on Thursday at ten.",
        origin: "person",
        purpose: "general",
        idempotencyKey: randomUUID(),
        userId: firm.userId,
        scheduledFor: null,
        now: new Date(),
        ...changes,
      }),
    );
  return {
    ...firm,
    lineId,
    account,
    authToken,
    reserve,
    accept: async (changes) => {
      const result = await reserve(changes);
      if (result.kind !== "accepted") throw new Error(`not accepted: ${JSON.stringify(result).slice(0, 2_000)}`);
      return result.messageId;
    },
    sendOf: (messageId) =>
      inTenant(firm.principal, async (tx) => {
        const [row] = await tx
          .select({ send: messageSends, message: messages })
          .from(messageSends)
          .innerJoin(messages, eq(messages.id, messageSends.messageId))
          .where(eq(messageSends.messageId, messageId));
        if (!row) throw new Error("there is no such message");
        return row;
      }),
  };
}

type SmsConsent = { contactId: string; e164: string; level: "implied" | "express" | "express_written" };

async function insertSmsConsent(tx: Parameters<Parameters<typeof inTenant>[1]>[0], consent: SmsConsent): Promise<void> {
  await tx.insert(consents).values({
    ...consent,
    channel: "sms",
    purpose: "informational",
    captureMethod: "web_form",
    wording: "I agree to receive texts about my case.",
    wordingVersion: "2026-01",
    language: "en",
    capturedAt: new Date("2026-10-01T17:00:00Z"),
  });
}
