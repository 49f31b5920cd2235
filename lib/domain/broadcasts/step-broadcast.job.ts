import { z } from "zod";
import { defineJob } from "@/lib/jobs/define-job";

/** Takes the next people of a broadcast, as many as its pace allows. */
export const stepBroadcastJob = defineJob({
  name: "broadcasts.step",
  payload: z.object({ broadcastId: z.uuid() }),
  retry: { attempts: 12, backoffSeconds: 2, backoffMaxSeconds: 300 },
  leaseSeconds: 120,
});
