import { z } from "zod";
import { defineJob } from "@/lib/jobs/define-job";

/** Brings back the firm's conversations whose time has come; queued for that moment when one is put off. */
export const wakeConversationsJob = defineJob({
  name: "conversations.wake",
  payload: z.strictObject({}),
  retry: { attempts: 8, backoffSeconds: 10, backoffMaxSeconds: 3_600 },
  leaseSeconds: 60,
});
