import { z } from "zod";
import { defineJob } from "@/lib/jobs/define-job";

/** Judges how the firm's webhook endpoints fare, and opens and closes alerts; due every five minutes. */
export const watchWebhooksJob = defineJob({
  name: "webhooks.watch",
  payload: z.strictObject({}),
  retry: { attempts: 2, backoffSeconds: 10, backoffMaxSeconds: 60 },
  leaseSeconds: 120,
});
