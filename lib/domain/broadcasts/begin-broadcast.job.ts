import { z } from "zod";
import { defineJob } from "@/lib/jobs/define-job";

/** Lists who a broadcast goes to, once its time has come. */
export const beginBroadcastJob = defineJob({
  name: "broadcasts.begin",
  payload: z.object({ broadcastId: z.uuid() }),
  retry: { attempts: 12, backoffSeconds: 2, backoffMaxSeconds: 300 },
  leaseSeconds: 120,
});
