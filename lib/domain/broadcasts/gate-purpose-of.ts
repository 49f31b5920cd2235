import "server-only";
import type { ContactPurpose } from "@/lib/domain/compliance/gate-facts";

/** What the gate calls a broadcast's purpose. */
export function gatePurposeOf(purpose: "informational" | "marketing"): ContactPurpose {
  return purpose === "marketing" ? "marketing" : "broadcast_information";
}
