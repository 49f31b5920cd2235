import "server-only";
import type { VaultBinding } from "@/lib/vault/seal";

/** What a sealed file belongs to. */
export function mediaBinding(mediaId: string): VaultBinding {
  return { service: "message-media", recordId: mediaId };
}

/** What a sealed address of a file belongs to. */
export function mediaSourceBinding(mediaId: string): VaultBinding {
  return { service: "message-media-source", recordId: mediaId };
}
