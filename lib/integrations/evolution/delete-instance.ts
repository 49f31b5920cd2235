import "server-only";
import { z } from "zod";
import { askGateway, type GatewayAnswer } from "./gateway-request";

/** Removes a logged-out instance from the gateway: `DELETE /instance/delete/{instance}`. One that is gone is removed already. */
export async function deleteInstance(instance: { name: string; token: string }): Promise<GatewayAnswer<null>> {
  const answer = await askGateway({
    method: "DELETE",
    path: ["instance", "delete", instance.name],
    key: instance.token,
    answer: z.unknown(),
  });
  if (answer.ok) return { ok: true, value: null };
  const { failure } = answer;
  return failure.kind === "refused" && failure.reason === "not_found" ? { ok: true, value: null } : answer;
}
