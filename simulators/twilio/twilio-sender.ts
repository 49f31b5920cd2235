import type { Sender } from "@/simulators/senders/sender";
import { callStatusScenes } from "./call-status-scenes";
import { inboundMessageScenes } from "./inbound-message-scenes";
import { jsonEventScenes } from "./json-event-scenes";
import { messageStatusScenes } from "./message-status-scenes";
import { oddRequestScenes } from "./odd-request-scenes";

/**
 * Twilio's webhooks for messages and calls (providers-voice B). The target's secret is the account's auth token, its
 * account the AccountSid. Twilio repeats a delivery once, and only when no connection came about (`rc=1`, `rp=ct`);
 * how long it waits before that is not published. It waits 15 s for an answer (`rt`).
 */
export const twilioSender: Sender = {
  provider: "twilio",
  name: "Twilio",
  scenes: [
    ...inboundMessageScenes,
    ...messageStatusScenes,
    ...callStatusScenes,
    ...jsonEventScenes,
    ...oddRequestScenes,
  ],
  retry: { isRetried: (outcome) => outcome === "no_answer", waitsMs: [1_000], timeoutMs: 15_000 },
};
