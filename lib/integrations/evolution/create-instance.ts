import "server-only";
import { z } from "zod";
import { getEnv } from "@/lib/core/env";
import { askGateway, type GatewayAnswer } from "./gateway-request";

/**
 * Makes an instance with the given name and token at the gateway, not yet connected: `POST /instance/create` with the
 * gateway's own key. `exists` when the name is taken, which for a name of ours means that an answer was lost before.
 */
export async function createInstance(instance: {
  name: string;
  token: string;
  /** Meta's id of a number of the Cloud API, which `token` opens; null for a phone that is to join. */
  phoneNumberId?: string | null;
}): Promise<GatewayAnswer<"created" | "exists">> {
  const key = getEnv().EVOLUTION_GLOBAL_KEY;
  if (key === undefined) return { ok: false, failure: { kind: "not_configured" } };
  const answer = await askGateway({
    method: "POST",
    path: ["instance", "create"],
    key,
    body: {
      instanceName: instance.name,
      token: instance.token,
      ...(instance.phoneNumberId
        ? { integration: "WHATSAPP-BUSINESS", number: instance.phoneNumberId }
        : { integration: "WHATSAPP-BAILEYS" }),
      qrcode: false,
      groupsIgnore: true,
    },
    answer: z.unknown(),
  });
  if (answer.ok) return { ok: true, value: "created" };
  const { failure } = answer;
  return failure.kind === "refused" && failure.reason === "forbidden" ? { ok: true, value: "exists" } : answer;
}
