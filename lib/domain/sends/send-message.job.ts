import { z } from "zod";
import { defineJob } from "@/lib/jobs/define-job";

/** Sends one message: asks the gate, makes one request, keeps what is known of the answer. */
export const sendMessageJob = defineJob({
  name: "messages.send",
  payload: z.object({ messageId: z.uuid() }),
  retry: { attempts: 8, backoffSeconds: 2, backoffMaxSeconds: 120 },
  leaseSeconds: 90,
  pace: "slow",
});
