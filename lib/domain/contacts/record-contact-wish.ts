import "server-only";
import { and, eq } from "drizzle-orm";
import type { z } from "zod";
import { contactPhones } from "@/db/schema/contact-phones";
import type { TenantTx } from "@/db/tenant";
import { AppError } from "@/lib/core/errors";
import type { OptOutResult } from "@/lib/domain/opt-outs/opt-out-input";
import { recordOptOut } from "@/lib/domain/opt-outs/record-opt-out";
import type { recordWishInput } from "./contacts.schema";

/**
 * Records that a person asked staff to stop, or to start again, for the number that stands under the contact's phone.
 * It must be the first write of the transaction (see recordOptOut).
 * @throws AppError `not_found` when the phone is not one of this contact's; `invalid_input` for a start without words
 */
export async function recordContactWish(
  tx: TenantTx,
  input: z.output<typeof recordWishInput> & { userId: string; now: Date },
): Promise<OptOutResult> {
  const [phone] = await tx
    .select({ e164: contactPhones.e164 })
    .from(contactPhones)
    .where(and(eq(contactPhones.id, input.contactPhoneId), eq(contactPhones.contactId, input.contactId)));
  if (!phone) throw new AppError("not_found", "There is no such phone number");
  return recordOptOut(tx, {
    e164: phone.e164,
    channel: input.channel,
    kind: input.kind,
    source: "staff",
    occurredAt: input.now,
    actorUserId: input.userId,
    ...(input.words === null ? {} : { words: input.words }),
  });
}
