import type { Sender } from "@/simulators/senders/sender";
import { callStatusScenes } from "./call-status-scenes";
import { handleTwilioApi } from "./handle-twilio-api";
import { inboundMessageScenes } from "./inbound-message-scenes";
import { jsonEventScenes } from "./json-event-scenes";
import { messageStatusScenes } from "./message-status-scenes";
import { oddRequestScenes } from "./odd-request-scenes";
import { twilioError } from "./twilio-answers";
import { createTwilioMemory } from "./twilio-memory";

/**
 * Twilio's webhooks for messages and calls, and the part of its REST interface that sends (providers-voice B). The target's secret is the account's auth token, its
 * account the AccountSid. Twilio repeats a delivery once, and only when no connection came about (`rc=1`, `rp=ct`);
 * how long it waits before that is not published. It waits 15 s for an answer (`rt`).
 */
export function createTwilioSender(): Sender {
  const memory = createTwilioMemory();
  return {
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
    api: (request) => handleTwilioApi(memory, request),
    refuse: () => twilioError(400, 30034, "US A2P 10DLC: message from an unregistered number"),
  };
}
