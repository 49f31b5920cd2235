import { z } from "zod";
import { defineJob } from "@/lib/jobs/define-job";

/** Gives back what was set aside for things that nobody has confirmed in time; queued by the clock. */
export const expireHoldsJob = defineJob({
  name: "credits.expire-holds",
  payload: z.strictObject({}),
  retry: { attempts: 5, backoffSeconds: 10, backoffMaxSeconds: 600 },
  leaseSeconds: 60,
});
