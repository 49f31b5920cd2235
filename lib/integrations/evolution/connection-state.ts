import "server-only";
import { z } from "zod";
import { askGateway, type GatewayAnswer } from "./gateway-request";

const answered = z.object({ instance: z.object({ state: z.enum(["open", "connecting", "close"]) }) });

export type InstanceState = z.output<typeof answered>["instance"]["state"];

/** How the instance stands with WhatsApp: `GET /instance/connectionState/{instance}`. */
export async function connectionState(instance: {
  name: string;
  token: string;
  signal?: AbortSignal | undefined;
}): Promise<GatewayAnswer<InstanceState>> {
  const answer = await askGateway({
    method: "GET",
    path: ["instance", "connectionState", instance.name],
    key: instance.token,
    answer: answered,
    signal: instance.signal,
  });
  return answer.ok ? { ok: true, value: answer.value.instance.state } : answer;
}
