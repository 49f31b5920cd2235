import "server-only";
import { decodePlatformEvent, identifyPlatformEvent, type PlatformEvent } from "@/lib/webhooks/platform-event";
import { defineProvider } from "@/lib/webhooks/provider";
import { PLATFORM_MESSAGE_TYPES, recordPlatformMessage } from "@/lib/webhooks/record-platform-message";

const NAME = "texting";

/** A texting platform that follows our contract: Standard Webhooks or Stripe's form of signature, see recordPlatformMessage. */
export const texting = defineProvider<typeof NAME, PlatformEvent>({
  name: NAME,
  maxBytes: 1_048_576,
  contentTypes: ["application/json"],
  modes: ["standard-webhooks", "timestamped-hmac"],
  decode: decodePlatformEvent,
  describe: (event, context) => ({
    type: event.type,
    identity: identifyPlatformEvent(event, context),
    isHandled: PLATFORM_MESSAGE_TYPES.has(event.type),
  }),
  bind: () => ({ kind: "bound", callId: null }),
  redact: (json) => json,
  handle: (tx, event, context) => recordPlatformMessage(tx, NAME, event, context),
});
