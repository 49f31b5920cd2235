import "server-only";
import { and, eq, inArray, ne, sql } from "drizzle-orm";
import { cases } from "@/db/schema/cases";
import type { TenantTx } from "@/db/tenant";
import { loadTemplateValues } from "@/lib/domain/templates/load-template-values";
import type { TemplateValues } from "@/lib/domain/templates/template-variables";

type Person = { contactId: string; firstName: string; lastName: string };

/** What each of many people's texts are filled with, as loadTemplateValues reads it for one. */
export async function loadAudienceValues(
  tx: TenantTx,
  { people, userId }: { people: readonly Person[]; userId: string },
): Promise<(person: Person) => TemplateValues> {
  const { values: shared } = await loadTemplateValues(tx, { contactId: null, userId });
  const only = await tx
    .select({
      contactId: cases.clientContactId,
      caseNumber: sql<string>`min(${cases.caseNumber})::text`,
      title: sql<string>`min(${cases.title})`,
    })
    .from(cases)
    .where(
      and(
        inArray(
          cases.clientContactId,
          people.map(({ contactId }) => contactId),
        ),
        ne(cases.stage, "closed"),
      ),
    )
    .groupBy(cases.clientContactId)
    .having(eq(sql`count(*)`, 1));
  const files = new Map(only.map((row) => [row.contactId, row]));
  return ({ contactId, firstName, lastName }) => {
    const file = files.get(contactId);
    const own = file ? { case_number: file.caseNumber, case_title: file.title } : {};
    return { ...shared, first_name: firstName, last_name: lastName, ...own };
  };
}
