import "server-only";
import { sha256 } from "@/lib/core/sha256";

/** The hash under which a wording stands in the ledger, hex: what was shown cannot be changed unseen. */
export function hashWording(wording: string): string {
  return sha256(wording.normalize("NFC")).toString("hex");
}
