import { z } from "zod";
import { defineJob } from "@/lib/jobs/define-job";

/** Places one scheduled call: asks the gate, dials once, keeps what is known of the answer. */
export const dialCallJob = defineJob({
  name: "calls.dial",
  payload: z.object({ callId: z.uuid() }),
  retry: { attempts: 8, backoffSeconds: 5, backoffMaxSeconds: 120 },
  leaseSeconds: 90,
  pace: "slow",
});
