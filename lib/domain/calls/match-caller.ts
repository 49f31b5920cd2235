import "server-only";
import { and, asc, eq, isNull, notInArray } from "drizzle-orm";
import { caseParties } from "@/db/schema/case-parties";
import { cases } from "@/db/schema/cases";
import { contactPhones } from "@/db/schema/contact-phones";
import { contacts } from "@/db/schema/contacts";
import type { TenantTx } from "@/db/tenant";

type Person = { id: string; firstName: string; preferredLanguage: "en" | "es" };

/** Who is behind a number, as far as the number alone can say. */
export type MatchedCaller =
  | { kind: "unknown" }
  /** `caseId` only where the client has exactly one open case: a call never guesses between two. */
  | { kind: "contact"; contact: Person; caseId: string | null }
  /** Stands on the other side of a case of the firm, and is no client of it. */
  | { kind: "adverse"; contact: Person }
  /** Several people share the number. */
  | { kind: "ambiguous" };

const MAX_SHARED = 20;

/** Finds the firm's contact with this number (E.164), and the case that a call from it can be about. */
export async function matchCaller(tx: TenantTx, number: string): Promise<MatchedCaller> {
  const people = await tx
    .selectDistinct({
      id: contacts.id,
      firstName: contacts.firstName,
      preferredLanguage: contacts.preferredLanguage,
    })
    .from(contactPhones)
    .innerJoin(contacts, eq(contacts.id, contactPhones.contactId))
    .where(and(eq(contactPhones.e164, number), isNull(contacts.archivedAt)))
    .orderBy(asc(contacts.id))
    .limit(MAX_SHARED);
  const [contact, ...others] = people;
  if (!contact) return { kind: "unknown" };
  if (others.length > 0) return { kind: "ambiguous" };
  const open = await tx
    .select({ id: cases.id })
    .from(cases)
    .where(
      and(
        eq(cases.clientContactId, contact.id),
        isNull(cases.archivedAt),
        notInArray(cases.stage, ["settled", "closed"]),
      ),
    )
    .limit(2);
  if (open.length === 0 && (await isAdverse(tx, contact.id))) return { kind: "adverse", contact };
  const [only] = open;
  return { kind: "contact", contact, caseId: open.length === 1 && only ? only.id : null };
}

async function isAdverse(tx: TenantTx, contactId: string): Promise<boolean> {
  const [party] = await tx
    .select({ id: caseParties.id })
    .from(caseParties)
    .where(and(eq(caseParties.contactId, contactId), eq(caseParties.role, "adverse")))
    .limit(1);
  return party !== undefined;
}
