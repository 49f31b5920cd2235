import "server-only";
import type { VaultBinding } from "@/lib/vault/seal";

/** What the sealed URL token of an endpoint belongs to. */
export function tokenBinding(endpointId: string): VaultBinding {
  return { service: "webhook_endpoints.token", recordId: endpointId };
}

/** What an endpoint's sealed secrets belong to; the previous one is the current one of before, moved as it is. */
export function secretBinding(endpointId: string): VaultBinding {
  return { service: "webhook_endpoints.secret", recordId: endpointId };
}
