import "server-only";
import type { TenantTx } from "@/db/tenant";
import { captureCredits } from "@/lib/domain/credits/capture-credits";
import { releaseCredits } from "@/lib/domain/credits/release-credits";
import type { MessageState } from "@/lib/domain/messages/message-input";

/**
 * Takes the credits of a message once it was delivered, and gives them back once it failed. Whatever is in between leaves
 * them set aside until they lapse; a message that was not sent from here has none.
 */
export async function settleSendCredits(
  tx: TenantTx,
  { messageId, state }: { messageId: string; state: MessageState },
): Promise<void> {
  const subject = { subjectType: "message" as const, subjectId: messageId };
  if (state === "delivered" || state === "read") return captureCredits(tx, subject);
  if (state === "failed" || state === "undelivered") return releaseCredits(tx, { ...subject, reason: state });
}
