import "server-only";
import { and, eq, like } from "drizzle-orm";
import { consents } from "@/db/schema/consents";
import { leadMetadata } from "@/db/schema/lead-metadata";
import { leads } from "@/db/schema/leads";
import type { TenantTx } from "@/db/tenant";
import { findEndingStop } from "./find-ending-stop";
import { formConsent } from "./form-consent.schema";
import { hashWording } from "./hash-wording";

/** Under this, the wording's hash and its time a lead's agreements wait for the lead to become a contact. */
export const FORM_CONSENT_KEY = "consent:";

type Person = { contactId: string; e164: string; language: "en" | "es" };

/**
 * Writes into the ledger what stands beside the leads with this number: each wording and channel once for the contact, with
 * the page, address and time that the form told.
 */
export async function captureFormConsents(tx: TenantTx, person: Person): Promise<void> {
  const kept = await tx
    .select({ value: leadMetadata.value, leadId: leadMetadata.leadId })
    .from(leadMetadata)
    .innerJoin(leads, eq(leads.id, leadMetadata.leadId))
    .where(and(eq(leads.phone, person.e164), like(leadMetadata.key, `${FORM_CONSENT_KEY}%`)));
  for (const { value, leadId } of kept) {
    const read = formConsent.safeParse(JSON.parse(value));
    if (!read.success || !read.data.givenAt) continue;
    const { wording, purpose, channels, version, isSigned, signature, isNotConditionStated } = read.data;
    const wordingSha256 = hashWording(wording);
    for (const channel of channels) {
      const row = {
        contactId: person.contactId,
        e164: person.e164,
        channel,
        purpose,
        level: isSigned ? "express_written" : "express",
        signatureKind: isSigned ? (signature ?? null) : null,
        isNotConditionStated,
        captureMethod: "web_form",
        wording,
        wordingVersion: version ?? wordingSha256.slice(0, 12),
        wordingSha256,
        language: read.data.language ?? person.language,
        capturedAt: new Date(read.data.givenAt),
        evidence: `lead ${leadId}`,
        ip: read.data.ip ?? null,
        userAgent: read.data.userAgent,
        pageUrl: read.data.pageUrl ?? null,
        campaign: read.data.campaign,
      } as const;
      if (await isKnown(tx, row)) continue;
      await tx.insert(consents).values({ ...row, revokedAt: await findEndingStop(tx, row) });
    }
  }
}

type Known = Pick<typeof consents.$inferSelect, "contactId" | "e164" | "channel" | "wordingSha256" | "capturedAt">;

async function isKnown(tx: TenantTx, row: Known): Promise<boolean> {
  const [known] = await tx
    .select({ id: consents.id })
    .from(consents)
    .where(
      and(
        eq(consents.contactId, row.contactId),
        eq(consents.e164, row.e164),
        eq(consents.channel, row.channel),
        eq(consents.wordingSha256, row.wordingSha256 ?? ""),
        eq(consents.capturedAt, row.capturedAt),
      ),
    )
    .limit(1);
  return known !== undefined;
}
