import type { PlannedDelivery, Target } from "../senders/sender";
import type { GatewayMemory } from "./gateway-memory";
import { instanceIdOf, instanceOf } from "./instance";
import { planGatewayEvent } from "./plan-gateway-event";
import type { MessageKey } from "./whatsapp-message";

type Ack = {
  memory: GatewayMemory;
  target: Target;
  key: MessageKey;
  status: string;
  afterMs: number;
  sender?: string;
  apiKey?: string | undefined;
};

/** Plans `messages.update`: what became of a message of the firm. */
export function planAck({ memory, target, key, status, afterMs, sender, apiKey }: Ack): PlannedDelivery {
  const instance = instanceOf(target);
  const { id: keyId, remoteJid, fromMe } = key;
  return planGatewayEvent({
    event: "messages.update",
    detail: status,
    data: {
      keyId,
      remoteJid,
      fromMe,
      status,
      messageId: `cm${keyId.toLowerCase()}`,
      instanceId: instanceIdOf(instance),
    },
    sender: sender ?? memory.owner(instance) ?? undefined,
    afterMs,
    ...(apiKey === undefined ? {} : { apiKey }),
    happened: () => memory.update(instance, keyId, status),
  });
}
