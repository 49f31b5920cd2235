import { z } from "zod";
import { defineJob } from "@/lib/jobs/define-job";

/** Brings the firm's name to Clerk, where its members see it. The name is read when the job runs. */
export const renameOrganizationJob = defineJob({
  name: "firm.rename-organization",
  payload: z.strictObject({}),
  retry: { attempts: 8, backoffSeconds: 5, backoffMaxSeconds: 600 },
  leaseSeconds: 60,
  pace: "slow",
});
