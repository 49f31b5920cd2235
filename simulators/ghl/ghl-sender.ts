import type { Sender } from "@/simulators/senders/sender";
import { ghlRefusal } from "./ghl-answers";
import { createGhlLimits } from "./ghl-limits";
import { createGhlMemory } from "./ghl-memory";
import { GHL_OLDER_RETRIES, GHL_RETRIES } from "./ghl-retries";
import { handleGhlApi } from "./handle-ghl-api";
import { installScenes } from "./install-scenes";
import { messageScenes } from "./message-scenes";
import { oddEventScenes } from "./odd-event-scenes";
import { recordScenes } from "./record-scenes";
import { workflowScenes } from "./workflow-scenes";

/**
 * HighLevel's webhooks (providers-crm A.7 to A.9) and the part of its REST interface that recovers them and sends. The target's
 * account is the locationId; marketplace events need no secret of the firm. Each sender has a memory of its own.
 */
export function createGhlSender(): Sender {
  const memory = createGhlMemory();
  const limits = createGhlLimits();
  return {
    provider: "ghl",
    name: "HighLevel",
    scenes: [
      ...messageScenes(memory),
      ...recordScenes(memory),
      ...workflowScenes,
      ...installScenes,
      ...oddEventScenes(memory),
    ],
    retry: GHL_RETRIES,
    otherRetries: { "Only after 429, every ten minutes (older rules)": GHL_OLDER_RETRIES },
    api: (request) => handleGhlApi({ memory, limits }, request),
    refuse: () => ghlRefusal(400, "Message failed: A2P registration is missing for the sending number"),
  };
}
