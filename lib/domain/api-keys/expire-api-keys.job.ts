import { z } from "zod";
import { defineJob } from "@/lib/jobs/define-job";

/** Destroys the firm's replaced keys whose overlap has ended; queued for that moment when a key is replaced. */
export const expireApiKeysJob = defineJob({
  name: "api-key.expire",
  payload: z.strictObject({}),
  retry: { attempts: 8, backoffSeconds: 10, backoffMaxSeconds: 3_600 },
  leaseSeconds: 60,
});
