import type { PlannedDelivery, Target } from "../senders/sender";
import { instanceOf, SERVER_URL, tokenOf } from "./instance";
import { createMinter, proveEvolution } from "./prove-evolution";

/**
 * `data` may be null or a list, as the gateway has it. `sender` is the firm's own WhatsApp id, absent on the EVOLUTION
 * channel. `apiKey` stands in for the instance's token where another channel shows something else.
 */
export type GatewayEvent = {
  event: string;
  /** What the list of deliveries says beside the event's name. */
  detail?: string;
  data: unknown;
  sender: string | undefined;
  afterMs?: number;
  apiKey?: string | null;
  happened?: () => void;
};

/** The gateway prints its local time with a Z; it stands in São Paulo. */
const LOCAL_OFFSET_MS = -3 * 3_600_000;

/**
 * Plans one event in the gateway's envelope `{event, instance, data, destination, date_time, sender, server_url, apikey}`.
 * The token in `apikey` is real and must not be kept by whoever receives it; `date_time` is not UTC whatever it says.
 */
export function planGatewayEvent(plan: GatewayEvent): PlannedDelivery {
  const { event, detail, data, sender, afterMs = 0, apiKey, happened } = plan;
  const dateTime = new Date(Date.now() + afterMs + LOCAL_OFFSET_MS).toISOString();
  const mint = createMinter();
  const writeBody = (target: Target) => {
    const instance = instanceOf(target);
    return JSON.stringify({
      event,
      instance,
      data,
      destination: target.url,
      date_time: dateTime,
      sender,
      server_url: SERVER_URL,
      apikey: apiKey === undefined ? tokenOf(instance) : apiKey,
    });
  };
  return {
    label: detail === undefined ? event : `${event} ${detail}`,
    afterMs,
    ...(happened ? { happened } : {}),
    write: (target, { now }) => {
      const body = writeBody(target);
      return {
        headers: {
          "content-type": "application/json",
          accept: "application/json, text/plain, */*",
          "user-agent": "axios/1.12.2",
          ...proveEvolution(target, { body, now, mint }),
        },
        body,
      };
    },
  };
}
