import { z } from "zod";
import { defineJob } from "@/lib/jobs/define-job";

/** Looks up whether a provider has a message whose answer was lost. It never sends. */
export const reconcileSendJob = defineJob({
  name: "messages.reconcile",
  payload: z.object({ messageId: z.uuid(), round: z.int().min(0) }),
  retry: { attempts: 5, backoffSeconds: 5, backoffMaxSeconds: 120 },
  leaseSeconds: 90,
  pace: "slow",
});
