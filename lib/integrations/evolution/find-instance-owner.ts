import "server-only";
import { z } from "zod";
import { askGateway } from "./gateway-request";

// The answer holds the token as well, which is not looked at.
const listed = z.array(z.object({ name: z.string(), ownerJid: z.string().nullish() }));

/** WhatsApp's id of the phone that an instance is connected with; null where it is not told: `GET /instance/fetchInstances`. */
export async function findInstanceOwner(instance: { name: string; token: string }): Promise<string | null> {
  const answer = await askGateway({
    method: "GET",
    path: ["instance", "fetchInstances"],
    query: { instanceName: instance.name },
    key: instance.token,
    answer: listed,
  });
  if (!answer.ok) return null;
  return answer.value.find(({ name }) => name === instance.name)?.ownerJid ?? null;
}
