import { z } from "zod";
import { defineJob } from "@/lib/jobs/define-job";

/** Does the work of one stored event. */
export const processWebhookEventJob = defineJob({
  name: "webhooks.process",
  payload: z.object({ eventId: z.uuid() }),
  retry: { attempts: 8, backoffSeconds: 2, backoffMaxSeconds: 300 },
  leaseSeconds: 60,
});
