import "server-only";
import { z } from "zod";
import { askGateway, type GatewayAnswer } from "./gateway-request";

/** Ends the instance's place on the phone: `DELETE /instance/logout/{instance}`. One that has none is logged out already. */
export async function logoutInstance(instance: { name: string; token: string }): Promise<GatewayAnswer<null>> {
  const answer = await askGateway({
    method: "DELETE",
    path: ["instance", "logout", instance.name],
    key: instance.token,
    answer: z.unknown(),
  });
  if (answer.ok) return { ok: true, value: null };
  const { failure } = answer;
  const isDone =
    failure.kind === "refused" && (failure.reason === "not_found" || /not connected/i.test(failure.text ?? ""));
  return isDone ? { ok: true, value: null } : answer;
}
