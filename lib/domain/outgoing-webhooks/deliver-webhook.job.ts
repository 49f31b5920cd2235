import { z } from "zod";
import { defineJob } from "@/lib/jobs/define-job";

/**
 * One attempt of a delivery, by its number, so that a job which is given out twice makes it once. A receiver's failure is
 * not the job's: the next attempt is a job of its own. The retries here are for our own troubles, and repeat the attempt
 * with the same message id.
 */
export const deliverWebhookJob = defineJob({
  name: "webhooks.deliver",
  payload: z.object({ deliveryId: z.uuid(), number: z.int().min(1) }),
  retry: { attempts: 30, backoffSeconds: 2, backoffMaxSeconds: 900 },
  leaseSeconds: 60,
  pace: "slow",
});
