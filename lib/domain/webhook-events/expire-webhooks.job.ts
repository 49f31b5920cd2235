import { z } from "zod";
import { defineJob } from "@/lib/jobs/define-job";

/** Removes what the firm has kept of webhooks for as long as it may; due once a day. */
export const expireWebhooksJob = defineJob({
  name: "webhooks.expire",
  payload: z.strictObject({}),
  retry: { attempts: 8, backoffSeconds: 30, backoffMaxSeconds: 3_600 },
  leaseSeconds: 300,
});
