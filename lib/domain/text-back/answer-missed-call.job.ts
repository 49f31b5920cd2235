import { z } from "zod";
import { defineJob } from "@/lib/jobs/define-job";

/** Notes a call that nobody took in the caller's conversation, and writes to them where the firm wants that. */
export const answerMissedCallJob = defineJob({
  name: "calls.missed",
  payload: z.object({
    provider: z.string().max(40),
    providerCallId: z.string().max(200),
    number: z.string().max(40),
    missedAt: z.iso.datetime(),
  }),
  retry: { attempts: 5, backoffSeconds: 2, backoffMaxSeconds: 20 },
  leaseSeconds: 60,
});
