import "server-only";
import { z } from "zod";
import { createVapiClient, vapiRequestOptions } from "./client";
import { vapiFailureOf } from "./vapi-failure";

export type ConnectionTest =
  | { ok: true }
  | { ok: false; reason: "bad_key" | "unreachable" | "rate_limited" | "unexpected" };

/** Asks the provider whether the key works, with the cheapest real request: `GET /assistant?limit=1`. */
export async function testConnection(apiKey: string): Promise<ConnectionTest> {
  try {
    const client = await createVapiClient(apiKey);
    const answer: unknown = await client.assistants.list({ limit: 1 }, vapiRequestOptions());
    return z.array(z.unknown()).safeParse(answer).success ? { ok: true } : { ok: false, reason: "unexpected" };
  } catch (error) {
    const failure = vapiFailureOf(error);
    switch (failure.kind) {
      case "refused":
        return { ok: false, reason: ["bad_key", "forbidden"].includes(failure.reason) ? "bad_key" : "unexpected" };
      case "rate_limited":
        return { ok: false, reason: "rate_limited" };
      case "unreachable":
      case "lost":
        return { ok: false, reason: "unreachable" };
    }
  }
}
