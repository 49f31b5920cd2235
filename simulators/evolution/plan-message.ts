import type { PlannedDelivery, SceneInput, Target } from "../senders/sender";
import type { GatewayMemory } from "./gateway-memory";
import { instanceOf, jidOf } from "./instance";
import { planGatewayEvent } from "./plan-gateway-event";
import { keyWith, type MessageKey, type WhatsappMessage, writeMessage } from "./whatsapp-message";

/** One scene of one instance: who writes, where it is kept. */
export type Chat = { memory: GatewayMemory; input: SceneInput; target: Target };

type MessagePlan = {
  key?: MessageKey;
  message: Record<string, unknown>;
  contextInfo?: Record<string, unknown>;
  pushName?: string;
  status?: string;
  afterMs?: number;
  event?: "messages.upsert" | "send.message";
  /** The EVOLUTION channel does not say whose instance it is. */
  isSenderHidden?: boolean;
};

/** Plans a message: from then on the gateway knows it, and tells it as `messages.upsert`, or as `send.message`. */
export function planMessage(chat: Chat, plan: MessagePlan): { key: MessageKey; delivery: PlannedDelivery } {
  const { memory, input, target } = chat;
  const instance = instanceOf(target);
  const key = plan.key ?? keyWith(input.from);
  const message: WhatsappMessage = writeMessage({
    instance,
    key,
    pushName: plan.pushName ?? (key.fromMe ? "Você" : input.name),
    message: plan.message,
    ...(plan.contextInfo ? { contextInfo: plan.contextInfo } : {}),
    ...(plan.status ? { status: plan.status } : {}),
  });
  const delivery = planGatewayEvent({
    event: plan.event ?? "messages.upsert",
    data: message,
    sender: plan.isSenderHidden ? undefined : (memory.owner(instance) ?? jidOf(input.to)),
    afterMs: plan.afterMs ?? 0,
    happened: () => memory.add(instance, message),
  });
  return { key, delivery };
}
