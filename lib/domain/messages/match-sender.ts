import "server-only";
import { and, eq, isNull } from "drizzle-orm";
import { contacts } from "@/db/schema/contacts";
import { messages } from "@/db/schema/messages";
import type { TenantTx } from "@/db/tenant";
import { type MatchedCaller, matchCaller } from "@/lib/domain/calls/match-caller";
import type { ResolvedClient } from "./resolve-client";

/**
 * Who is behind a message: by the number, or where WhatsApp hides it by whose contact staff made that id before. Who wrote
 * under an id of two contacts is nobody known.
 */
export async function matchSender(tx: TenantTx, client: ResolvedClient): Promise<MatchedCaller> {
  if (client.e164 !== null) return matchCaller(tx, client.e164);
  const linked = await tx
    .selectDistinct({
      id: contacts.id,
      firstName: contacts.firstName,
      preferredLanguage: contacts.preferredLanguage,
    })
    .from(messages)
    .innerJoin(contacts, and(eq(contacts.tenantId, messages.tenantId), eq(contacts.id, messages.contactId)))
    .where(and(eq(messages.clientAddress, client.address), isNull(contacts.archivedAt)))
    .limit(2);
  const [contact, other] = linked;
  return contact && !other ? { kind: "contact", contact, caseId: null } : { kind: "unknown" };
}
