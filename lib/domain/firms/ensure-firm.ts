import "server-only";
import { firms } from "@/db/schema/firms";
import type { TenantTx } from "@/db/tenant";
import { openCreditAccount } from "@/lib/domain/credits/open-credit-account";
import { DEFAULT_HOURS } from "./default-hours";

/**
 * Makes the transaction's firm if the mirror has not brought it yet: the first session of a new firm often comes before
 * Clerk's event. The name stands in until that event, which carries the real one. It begins with the starter credits.
 */
export async function ensureFirm(
  tx: TenantTx,
  organization: { organizationId: string; slug: string | null },
): Promise<void> {
  const slug = organization.slug ?? organization.organizationId;
  const made = await tx
    .insert(firms)
    .values({
      clerkOrganizationId: organization.organizationId,
      slug,
      name: nameFrom(slug),
      hours: DEFAULT_HOURS,
    })
    .onConflictDoNothing()
    .returning({ tenantId: firms.tenantId });
  if (made.length > 0) await openCreditAccount(tx);
}

function nameFrom(slug: string): string {
  return slug
    .split("-")
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(" ");
}
