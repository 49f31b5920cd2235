import "server-only";
import type { VaultBinding } from "@/lib/vault/seal";

/** What an event's sealed payload belongs to. */
export function eventBinding(eventId: string): VaultBinding {
  return { service: "webhook_events", recordId: eventId };
}
