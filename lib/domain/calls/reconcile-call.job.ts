import { z } from "zod";
import { defineJob } from "@/lib/jobs/define-job";

/** Looks up whether a call exists whose answer was lost. It never dials. */
export const reconcileCallJob = defineJob({
  name: "calls.reconcile",
  payload: z.object({ callId: z.uuid(), round: z.int().min(0) }),
  retry: { attempts: 5, backoffSeconds: 5, backoffMaxSeconds: 120 },
  leaseSeconds: 90,
  pace: "slow",
});
