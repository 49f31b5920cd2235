import "server-only";
import { and, desc, eq, gt, isNotNull, isNull, lte, or, type SQL, sql } from "drizzle-orm";
import { ownRows } from "@/db/own-rows";
import { consents } from "@/db/schema/consents";
import { contacts } from "@/db/schema/contacts";
import type { TenantTx } from "@/db/tenant";
import { decodeTimeCursor, type KeysetPage, toPage } from "@/lib/core/cursor";
import { normalizePhone } from "@/lib/domain/phones/normalize-phone";

type Consent = typeof consents.$inferSelect;

export type ConsentEntry = Omit<Consent, "tenantId" | "createdAt"> & {
  contact: { firstName: string; lastName: string };
  standing: "in_force" | "revoked" | "expired";
};

export type ConsentFilter = {
  contactId?: string | null;
  channel?: Consent["channel"] | null;
  purpose?: Consent["purpose"] | null;
  level?: Consent["level"] | null;
  captureMethod?: Consent["captureMethod"] | null;
  standing?: ConsentEntry["standing"] | null;
  /** A number in any spelling, or a part of one. */
  query?: string | null;
};

/** The firm's consent ledger, what was given last first, with wording and proof of each. */
export async function listAllConsents(
  tx: TenantTx,
  filter: ConsentFilter & { cursor?: string | null; limit: number; now: Date },
): Promise<KeysetPage<ConsentEntry>> {
  const cursor = decodeTimeCursor(filter.cursor);
  const rows = await tx
    .select({ consent: consents, contact: { firstName: contacts.firstName, lastName: contacts.lastName } })
    .from(consents)
    .innerJoin(contacts, and(eq(contacts.tenantId, consents.tenantId), eq(contacts.id, consents.contactId)))
    .where(
      and(
        ownRows(tx, consents.tenantId),
        filter.contactId ? eq(consents.contactId, filter.contactId) : undefined,
        filter.channel ? eq(consents.channel, filter.channel) : undefined,
        filter.purpose ? eq(consents.purpose, filter.purpose) : undefined,
        filter.level ? eq(consents.level, filter.level) : undefined,
        filter.captureMethod ? eq(consents.captureMethod, filter.captureMethod) : undefined,
        filter.standing ? stands(filter.standing, filter.now) : undefined,
        matches(filter.query),
        cursor
          ? sql`(${consents.capturedAt}, ${consents.id}) < (${cursor.value}::timestamptz, ${cursor.id}::uuid)`
          : undefined,
      ),
    )
    .orderBy(desc(consents.capturedAt), desc(consents.id))
    .limit(filter.limit + 1);
  const entries = rows.map(({ consent: { tenantId: _, createdAt: __, ...consent }, contact }) => ({
    ...consent,
    contact,
    standing: standingOf(consent, filter.now),
  }));
  return toPage(entries, filter.limit, (row) => ({ value: row.capturedAt.toISOString(), id: row.id }));
}

function standingOf(consent: Pick<Consent, "revokedAt" | "expiresAt">, now: Date): ConsentEntry["standing"] {
  if (consent.revokedAt !== null) return "revoked";
  return consent.expiresAt !== null && consent.expiresAt <= now ? "expired" : "in_force";
}

function stands(standing: ConsentEntry["standing"], now: Date): SQL | undefined {
  if (standing === "revoked") return isNotNull(consents.revokedAt);
  const isDue =
    standing === "expired" ? lte(consents.expiresAt, now) : or(isNull(consents.expiresAt), gt(consents.expiresAt, now));
  return and(isNull(consents.revokedAt), isDue);
}

function matches(query: string | null | undefined): SQL | undefined {
  const typed = query?.trim() ?? "";
  if (typed === "") return undefined;
  const phone = normalizePhone(typed);
  if (phone.ok) return eq(consents.e164, phone.e164);
  const digits = typed.replaceAll(/\D/g, "");
  return digits === "" ? sql`false` : sql`${consents.e164} like ${`%${digits}%`}`;
}
