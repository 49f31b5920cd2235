import { z } from "zod";
import { assistantOverrides } from "./assistant.schema";
import { isE164 } from "./is-e164";

const instant = z
  .string()
  .refine((text) => Number.isFinite(Date.parse(text)), { message: "must be a valid ISO 8601 date string" });

const customer = z
  .strictObject({
    numberE164CheckEnabled: z.boolean().optional(),
    extension: z.string().max(10).optional(),
    assistantOverrides: assistantOverrides.optional(),
    squadOverrides: z.looseObject({}).optional(),
    number: z.string().min(3).max(40).optional(),
    sipUri: z.string().optional(),
    name: z.string().max(40).optional(),
    email: z.string().max(40).optional(),
    externalId: z.string().max(40).optional(),
  })
  .refine((value) => value.numberE164CheckEnabled === false || value.number === undefined || isE164(value.number), {
    path: ["number"],
    message:
      "must be a valid phone number in the E.164 format. Hot tip, you may be missing the country code (Eg. US: +1).",
  });

/** `POST /call` (`CreateCallDto`). There is no root `server` and no root `metadata`. */
export const callInput = z.strictObject({
  assistantId: z.uuid().optional(),
  assistantVersion: z.string().nullable().optional(),
  assistant: z.looseObject({}).optional(),
  assistantOverrides: assistantOverrides.optional(),
  squadId: z.string().optional(),
  squad: z.looseObject({}).optional(),
  squadOverrides: z.looseObject({}).optional(),
  workflowId: z.string().optional(),
  workflow: z.looseObject({}).optional(),
  workflowOverrides: z.looseObject({}).optional(),
  phoneNumberId: z.uuid().optional(),
  phoneNumber: z.looseObject({}).optional(),
  customerId: z.string().optional(),
  customer: customer.optional(),
  customers: z.array(z.looseObject({})).optional(),
  name: z.string().max(40).optional(),
  schedulePlan: z.strictObject({ earliestAt: instant, latestAt: instant.optional() }).optional(),
  transport: z.looseObject({}).optional(),
});

/** `PATCH /call/{id}`: the name is all that can change. */
export const callChange = z.strictObject({ name: z.string().max(40).optional() });

/** Query of `GET /call`. */
export const callFilter = z.strictObject({
  id: z.string().optional(),
  assistantId: z.string().optional(),
  phoneNumberId: z.string().optional(),
  limit: z.coerce.number().int().min(0).max(1000).optional(),
  createdAtGt: instant.optional(),
  createdAtLt: instant.optional(),
  createdAtGe: instant.optional(),
  createdAtLe: instant.optional(),
  updatedAtGt: instant.optional(),
  updatedAtLt: instant.optional(),
  updatedAtGe: instant.optional(),
  updatedAtLe: instant.optional(),
});

export type CallInput = z.output<typeof callInput>;
export type CallFilter = z.output<typeof callFilter>;
export type Customer = z.output<typeof customer>;
