import { createHash, randomBytes } from "node:crypto";
import type { SimulatorContext } from "@/simulators/clerk/simulator-context";
import type { ClientRecord } from "@/simulators/clerk/state/identity-state";
import { newId } from "@/simulators/clerk/state/new-id";

/** Registers a browser. `token` goes into its `__client` cookie; only the hash is kept. */
export function createClient(context: SimulatorContext): { client: ClientRecord; token: string } {
  const token = randomBytes(32).toString("base64url");
  const now = context.now();
  const client: ClientRecord = {
    id: newId("client"),
    tokenHash: hashToken(token),
    lastActiveSessionId: null,
    signInId: null,
    signUpId: null,
    createdAt: now,
    updatedAt: now,
  };
  context.state.clients.set(client.id, client);
  return { client, token };
}

/** The browser that holds `token`, or null. */
export function findClientByToken(context: SimulatorContext, token: string): ClientRecord | null {
  const tokenHash = hashToken(token);
  for (const client of context.state.clients.values()) {
    if (client.tokenHash === tokenHash) return client;
  }
  return null;
}

function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("base64url");
}
