import "server-only";
import { z } from "zod";
import { askGateway, type GatewayAnswer } from "./gateway-request";

/** What lets a phone join the instance. Whoever sees it can: shown to the firm's admin, kept and logged nowhere. */
export type PairingOffer = {
  /** PNG as a data URL. */
  image: string | null;
  pairingCode: string | null;
};

export type InstanceConnection = { kind: "open" } | { kind: "offer"; offer: PairingOffer } | { kind: "no_offer_yet" };

const IMAGE = /^data:image\/png;base64,[A-Za-z0-9+/]{40,200000}={0,2}$/;

const connected = z.object({ instance: z.object({ state: z.string() }) });
const offered = z.object({
  pairingCode: z.string().min(4).max(20).nullish().catch(null),
  base64: z.string().regex(IMAGE).nullish().catch(null),
  count: z.number().optional().catch(undefined),
});
const failed = z.object({ error: z.literal(true) });

/**
 * Asks the instance to connect to WhatsApp: `GET /instance/connect/{instance}`, with `?number=` for a pairing code. While it
 * waits for a scan, the gateway answers with the code that is valid now.
 */
export async function connectInstance(instance: {
  name: string;
  token: string;
  /** E.164 of the phone that will type the pairing code. */
  phone: string | null;
  signal?: AbortSignal;
}): Promise<GatewayAnswer<InstanceConnection>> {
  const answer = await askGateway({
    method: "GET",
    path: ["instance", "connect", instance.name],
    ...(instance.phone === null ? {} : { query: { number: instance.phone.replace(/\D/g, "") } }),
    key: instance.token,
    answer: z.union([connected, failed, offered]),
    signal: instance.signal,
  });
  if (!answer.ok) return answer;
  const { value } = answer;
  if ("error" in value) return { ok: false, failure: { kind: "lost" } };
  if ("instance" in value) {
    return { ok: true, value: value.instance.state === "open" ? { kind: "open" } : { kind: "no_offer_yet" } };
  }
  const offer = { image: value.base64 ?? null, pairingCode: value.pairingCode ?? null };
  const hasOffer = offer.image !== null || offer.pairingCode !== null;
  return { ok: true, value: hasOffer ? { kind: "offer", offer } : { kind: "no_offer_yet" } };
}
