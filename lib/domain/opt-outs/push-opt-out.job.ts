import { z } from "zod";
import { defineJob } from "@/lib/jobs/define-job";

/** Tells another system of one stop. Tried again over most of a day; after that a person has to look. */
export const pushOptOutJob = defineJob({
  name: "opt-outs.push",
  payload: z.object({ taskId: z.uuid() }),
  retry: { attempts: 12, backoffSeconds: 15, backoffMaxSeconds: 7_200 },
  leaseSeconds: 90,
  pace: "slow",
});
