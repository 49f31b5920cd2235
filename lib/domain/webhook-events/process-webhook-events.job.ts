import { z } from "zod";
import { defineJob } from "@/lib/jobs/define-job";

/** Does the work of events that were stored together, in their order; one that fails is tried again by itself. */
export const processWebhookEventsJob = defineJob({
  name: "webhooks.process-group",
  payload: z.object({ eventIds: z.array(z.uuid()).min(1).max(100) }),
  retry: { attempts: 8, backoffSeconds: 2, backoffMaxSeconds: 300 },
  leaseSeconds: 300,
});
