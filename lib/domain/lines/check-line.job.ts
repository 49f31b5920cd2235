import { z } from "zod";
import { defineJob } from "@/lib/jobs/define-job";

/** Asks the gateway how a WhatsApp line stands, and keeps it; queued when something was told of it, and every five minutes. */
export const checkLineJob = defineJob({
  name: "line.check",
  payload: z.strictObject({ lineId: z.uuid() }),
  retry: { attempts: 3, backoffSeconds: 10, backoffMaxSeconds: 120 },
  leaseSeconds: 60,
});
