import { z } from "zod";
import { defineJob } from "@/lib/jobs/define-job";

/** Fetches from the provider what did not come to an endpoint between two instants, and stores it. */
export const recoverWebhooksJob = defineJob({
  name: "webhooks.recover",
  payload: z.object({
    endpointId: z.uuid(),
    /** The alert that is marked with the result; null when somebody asked without one. */
    alertId: z.uuid().nullable(),
    from: z.iso.datetime(),
    to: z.iso.datetime(),
    /** Of its own accord it runs once for an alert; people may ask again. */
    isAutomatic: z.boolean(),
  }),
  retry: { attempts: 5, backoffSeconds: 30, backoffMaxSeconds: 600 },
  leaseSeconds: 300,
  pace: "slow",
});
