import type { ClearedSend, SendOrder } from "@/lib/domain/sends/cleared-send";

const ORDER: SendOrder = {
  messageId: "0190f0aa-0000-7000-8000-000000000001",
  provider: "twilio",
  channel: "sms",
  to: "+16025550142",
  from: "+16025550100",
  account: null,
  settings: {},
  externalContactId: null,
  body: "Hello",
  statusCallbackUrl: null,
  reference: "0123456789abcdef0123456789abcdef",
};

/** An order as begin-send would let it through, for tests of the clients alone. */
export function clearedSend(order: Partial<SendOrder> & { key: string }): ClearedSend {
  return { ...ORDER, ...order } as ClearedSend;
}
