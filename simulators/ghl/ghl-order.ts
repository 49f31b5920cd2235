import { z } from "zod";

/** The body of `POST /conversations/messages`, as far as it is simulated (providers-crm A.4). */
export const ghlOrder = z.looseObject({
  type: z.enum(["SMS", "WhatsApp"]),
  contactId: z.string().min(1),
  message: z.string().min(1).max(1_600),
  fromNumber: z.string().optional(),
  toNumber: z.string().optional(),
});
export type GhlOrder = z.output<typeof ghlOrder>;
