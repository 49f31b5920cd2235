import { z } from "zod";
import { defineJob } from "@/lib/jobs/define-job";

/** Asks the provider how a placed call stands when its end has not been reported. */
export const followUpCallJob = defineJob({
  name: "calls.follow-up",
  payload: z.object({ callId: z.uuid(), round: z.int().min(0) }),
  retry: { attempts: 5, backoffSeconds: 10, backoffMaxSeconds: 300 },
  leaseSeconds: 90,
  pace: "slow",
});
