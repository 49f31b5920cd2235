import { z } from "zod";
import { defineJob } from "@/lib/jobs/define-job";

/** Confirms one stop to the person, once, while the five minutes last. */
export const confirmOptOutJob = defineJob({
  name: "opt-outs.confirm",
  payload: z.object({ taskId: z.uuid() }),
  retry: { attempts: 5, backoffSeconds: 5, backoffMaxSeconds: 60 },
  leaseSeconds: 60,
});
