import "server-only";
import { z } from "zod";
import { getEnv } from "@/lib/core/env";
import { askGateway, type GatewayAnswer } from "./gateway-request";

const listed = z.array(z.looseObject({ name: z.string() }));

/**
 * The name of the instance that has a number of the Cloud API, or null: `GET /instance/fetchInstances?number=` with the
 * gateway's own key. The gateway gives what Meta tells of a number to one instance, so that two must not have the same.
 */
export async function findInstanceOfNumber(phoneNumberId: string): Promise<GatewayAnswer<string | null>> {
  const key = getEnv().EVOLUTION_GLOBAL_KEY;
  if (key === undefined) return { ok: false, failure: { kind: "not_configured" } };
  const answer = await askGateway({
    method: "GET",
    path: ["instance", "fetchInstances"],
    query: { number: phoneNumberId },
    key,
    answer: listed,
  });
  if (answer.ok) return { ok: true, value: answer.value[0]?.name ?? null };
  const { failure } = answer;
  return failure.kind === "refused" && failure.reason === "not_found" ? { ok: true, value: null } : answer;
}
