import { z } from "zod";

export const OUTBOUND_PURPOSES = ["case_information", "appointment", "callback", "intake_follow_up"] as const;

/** What a person chooses for a call. `when` is `now` or an ISO 8601 instant; `repeatOf` a call that the gate stopped. */
export const draftCallInput = z.object({
  caseId: z.uuid(),
  contactPhoneId: z.uuid().optional(),
  purpose: z.enum(OUTBOUND_PURPOSES),
  language: z.enum(["en", "es"]),
  when: z.union([z.literal("now"), z.iso.datetime({ offset: true })]),
  repeatOf: z.uuid().optional(),
});

/** The confirmation of a preview. The key is made by the browser, once for each preview. */
export const scheduleCallInput = z.object({
  sealedDraft: z.string().min(1).max(20_000),
  idempotencyKey: z.uuid(),
});
