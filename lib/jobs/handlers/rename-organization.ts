import "server-only";
import { inTenant } from "@/db/tenant";
import { findFirmIdentity } from "@/lib/domain/firms/find-firm-identity";
import { renameOrganizationJob } from "@/lib/domain/firms/rename-organization.job";
import { renameOrganization as renameAtClerk } from "@/lib/integrations/clerk/rename-organization";
import { runner } from "@/lib/jobs/runner";

/** Tells Clerk the firm's present name, whatever it was when the job was queued. A closed firm keeps its name. */
export const renameOrganization = runner(renameOrganizationJob, async (_payload, { principal, signal }) => {
  const firm = await inTenant(principal, (tx) => findFirmIdentity(tx));
  if (firm === null || firm.deletedAt !== null) return;
  await renameAtClerk({ organizationId: firm.organizationId, name: firm.name, signal });
});
