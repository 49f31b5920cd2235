import "server-only";
import { z } from "zod";
import { recordAutomation } from "@/lib/domain/automation/record-automation";
import { defineProvider, TEST_EVENT_TYPE } from "@/lib/webhooks/provider";

const NAME = "clio";

/** Clio Manage sends no id and no time of an event, and no record: only which one changed (API v4, webhooks). */
const clioEvent = z.object({
  data: z.object({ id: z.union([z.number(), z.string()]).optional(), etag: z.string().optional() }).loose(),
  meta: z.object({ event: z.string().max(120), webhook_id: z.union([z.number(), z.string()]) }).loose(),
});
type ClioEvent = z.output<typeof clioEvent>;

/**
 * Clio Manage. Its handshake carries the webhook's shared secret, which is answered only when it is the one that the firm
 * entered: anybody may send a handshake. What changed is noted; fetching the record needs the firm's Clio connection.
 */
export const clio = defineProvider<typeof NAME, ClioEvent>({
  name: NAME,
  maxBytes: 1_048_576,
  contentTypes: ["application/json"],
  modes: ["clio-hmac"],
  handshakeHeader: "x-hook-secret",
  decode: (json) => clioEvent.safeParse(json).data ?? null,
  describe: (event, { bodyHash }) => ({
    type: event.meta.event,
    identity: bodyHash(),
    isHandled: event.meta.event !== TEST_EVENT_TYPE,
  }),
  bind: () => ({ kind: "bound", callId: null }),
  redact: (json) => json,
  handle: async (tx, event, { eventId }) =>
    recordAutomation(tx, {
      trigger: "webhook.received",
      action: `clio.${event.meta.event}`,
      status: "skipped",
      subjectType: "case",
      subjectId: null,
      eventId,
      detail: { provider: NAME, recordId: String(event.data.id ?? ""), webhookId: String(event.meta.webhook_id) },
    }),
});
