import "server-only";
import type { z } from "zod";
import { leads } from "@/db/schema/leads";
import type { TenantTx } from "@/db/tenant";
import { AppError } from "@/lib/core/errors";
import { publishEvent } from "@/lib/domain/outgoing-webhooks/publish-event";
import { normalizePhone } from "@/lib/domain/phones/normalize-phone";
import type { createLeadInput } from "./leads.schema";

/**
 * Adds a lead that staff wrote down. Its clock starts now.
 * @throws AppError `invalid_input` when the phone number is none
 */
export async function createLead(
  tx: TenantTx,
  input: z.output<typeof createLeadInput> & { userId: string },
): Promise<{ id: string }> {
  const phone = input.phone ? normalizePhone(input.phone) : null;
  if (phone && !phone.ok) throw new AppError("invalid_input", "This is not a phone number that can be called");
  const [lead] = await tx
    .insert(leads)
    .values({
      firstName: input.firstName,
      lastName: input.lastName,
      preferredLanguage: input.preferredLanguage,
      source: input.source,
      practiceArea: input.practiceArea,
      phone: phone?.ok ? phone.e164 : null,
      email: input.email,
      summary: input.summary,
      assignedUserId: input.userId,
    })
    .returning({ id: leads.id });
  if (!lead) throw new AppError("internal", "The lead could not be kept");
  await publishEvent(tx, { type: "lead.created", subjectId: lead.id });
  return lead;
}
