import "server-only";
import { z } from "zod";
import { askGateway, type GatewayAnswer } from "./gateway-request";

/** What the desk works on; an empty list would be everything (providers-crm B.2). */
const EVENTS = [
  "MESSAGES_UPSERT",
  "MESSAGES_EDITED",
  "MESSAGES_UPDATE",
  "MESSAGES_DELETE",
  "SEND_MESSAGE",
  "CONNECTION_UPDATE",
  "QRCODE_UPDATED",
  "STATUS_INSTANCE",
  "LOGOUT_INSTANCE",
  "REMOVE_INSTANCE",
];

/**
 * Tells an instance where its events go: `POST /webhook/set/{instance}`. `jwtKey` is what the gateway signs each event's
 * JWT with. Files are left out of the events and fetched when they are wanted.
 */
export async function setWebhook(
  instance: { name: string; token: string },
  webhook: { url: string; jwtKey: string },
): Promise<GatewayAnswer<null>> {
  const answer = await askGateway({
    method: "POST",
    path: ["webhook", "set", instance.name],
    key: instance.token,
    body: {
      webhook: {
        enabled: true,
        url: webhook.url,
        headers: { jwt_key: webhook.jwtKey },
        byEvents: false,
        base64: false,
        events: EVENTS,
      },
    },
    answer: z.unknown(),
  });
  return answer.ok ? { ok: true, value: null } : answer;
}
