import { z } from "zod";
import { defineJob } from "@/lib/jobs/define-job";

/** Answers one message that asked for help. */
export const answerHelpJob = defineJob({
  name: "opt-outs.answer-help",
  payload: z.object({ messageId: z.uuid() }),
  retry: { attempts: 5, backoffSeconds: 5, backoffMaxSeconds: 60 },
  leaseSeconds: 60,
});
