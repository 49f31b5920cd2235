import { z } from "zod";
import { defineJob } from "@/lib/jobs/define-job";

/** Takes back what waits of a broadcast that was stopped. Nothing of it can leave before, either. */
export const cancelBroadcastJob = defineJob({
  name: "broadcasts.cancel",
  payload: z.object({ broadcastId: z.uuid() }),
  retry: { attempts: 12, backoffSeconds: 2, backoffMaxSeconds: 300 },
  leaseSeconds: 120,
});
