import { z } from "zod";
import { isE164 } from "./is-e164";
import { serverConfig } from "./server-config.schema";

const number = z.string().refine(isE164, { message: "must be a valid phone number in the E.164 format" });

const common = {
  name: z.string().max(40).optional(),
  assistantId: z.uuid().nullable().optional(),
  squadId: z.string().optional(),
  workflowId: z.string().optional(),
  server: serverConfig.optional(),
  fallbackDestination: z.looseObject({}).optional(),
  hooks: z.array(z.looseObject({})).optional(),
};

const twilio = z.strictObject({
  provider: z.literal("twilio"),
  number,
  twilioAccountSid: z.string(),
  twilioAuthToken: z.string().optional(),
  twilioApiKey: z.string().optional(),
  twilioApiSecret: z.string().optional(),
  smsEnabled: z.boolean().optional(),
  ...common,
});

const carrier = z.strictObject({
  provider: z.enum(["vonage", "telnyx"]),
  number,
  credentialId: z.string(),
  ...common,
});

const byo = z.strictObject({
  provider: z.literal("byo-phone-number"),
  number: z.string().optional(),
  numberE164CheckEnabled: z.boolean().optional(),
  credentialId: z.string(),
  ...common,
});

const vapi = z.strictObject({
  provider: z.literal("vapi"),
  numberDesiredAreaCode: z.string().length(3).optional(),
  sipUri: z.string().optional(),
  authentication: z.looseObject({}).optional(),
  ...common,
});

/** `POST /phone-number`, by provider. */
export const phoneNumberInput = z.discriminatedUnion("provider", [twilio, carrier, byo, vapi]);

/** `PATCH /phone-number/{id}`. `assistantId: null` sends inbound calls to the server again. */
export const phoneNumberChange = twilio.partial().extend({ provider: z.string().optional() });

export type PhoneNumberInput = z.output<typeof phoneNumberInput>;

/** A phone number as it is kept, whatever its provider. */
export const savedPhoneNumber = z.looseObject({
  provider: z.string(),
  number: z.string().optional(),
  assistantId: z.uuid().optional(),
  server: serverConfig.optional(),
  fallbackDestination: z.looseObject({}).optional(),
});

export type SavedPhoneNumber = z.output<typeof savedPhoneNumber>;
