import { z } from "zod";
import { defineJob } from "@/lib/jobs/define-job";

/** Fetches the files of one message from its provider. */
export const fetchMediaJob = defineJob({
  name: "messages.fetch_media",
  payload: z.object({ messageId: z.uuid() }),
  retry: { attempts: 6, backoffSeconds: 15, backoffMaxSeconds: 900 },
  leaseSeconds: 180,
  pace: "slow",
});
