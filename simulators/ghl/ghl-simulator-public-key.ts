import { createPublicKey } from "node:crypto";
import { ghlSigningKey } from "./ghl-signing-key";

/** The public half of the simulator's key at `file`, as SPKI PEM: what the desk trusts instead of HighLevel's own key. */
export function ghlSimulatorPublicKey(file: string | undefined): string {
  return createPublicKey(ghlSigningKey(file)).export({ type: "spki", format: "pem" }).toString();
}
