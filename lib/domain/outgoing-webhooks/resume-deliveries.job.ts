import { z } from "zod";
import { defineJob } from "@/lib/jobs/define-job";

/** Sets going again what waited while its subscription was paused. */
export const resumeDeliveriesJob = defineJob({
  name: "webhooks.resume-deliveries",
  payload: z.object({ subscriptionId: z.uuid() }),
  retry: { attempts: 10, backoffSeconds: 2, backoffMaxSeconds: 300 },
  leaseSeconds: 60,
});
