import "server-only";
import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import type { z } from "zod";
import { caseParties } from "@/db/schema/case-parties";
import { cases } from "@/db/schema/cases";
import { contacts } from "@/db/schema/contacts";
import type { TenantTx } from "@/db/tenant";
import { AppError } from "@/lib/core/errors";
import { publishEvent } from "@/lib/domain/outgoing-webhooks/publish-event";
import type { createCaseInput } from "./cases.schema";
import { nextCaseNumber } from "./next-case-number";

/**
 * Opens a case for a contact of the firm, in the intake stage.
 * @throws AppError `not_found` when the contact is not the firm's
 */
export async function createCase(
  tx: TenantTx,
  input: z.output<typeof createCaseInput> & { userId: string; now: Date },
): Promise<{ id: string; caseNumber: number }> {
  const [client] = await tx
    .select({ firstName: contacts.firstName, lastName: contacts.lastName })
    .from(contacts)
    .where(eq(contacts.id, input.clientContactId));
  if (!client) throw new AppError("not_found", "There is no such contact");
  const id = randomUUID();
  const caseNumber = await nextCaseNumber(tx);
  await tx.insert(cases).values({
    id,
    caseNumber,
    title: input.title,
    practiceArea: input.practiceArea,
    clientContactId: input.clientContactId,
    responsibleUserId: input.userId,
    openedOn: input.now.toISOString().slice(0, 10),
  });
  await tx.insert(caseParties).values({
    caseId: id,
    contactId: input.clientContactId,
    name: `${client.firstName} ${client.lastName}`,
    role: "client",
  });
  await publishEvent(tx, { type: "case.created", subjectId: id });
  return { id, caseNumber };
}
