import "server-only";
import { inTenant } from "@/db/tenant";
import { wakeConversations as wake } from "@/lib/domain/conversations/wake-conversations";
import { wakeConversationsJob } from "@/lib/domain/conversations/wake-conversations.job";
import { runner } from "@/lib/jobs/runner";

/** Opens the conversations whose time has come, one batch in a transaction, until none are left. */
export const wakeConversations = runner(wakeConversationsJob, async (_payload, { principal }) => {
  const now = new Date();
  while ((await inTenant(principal, (tx) => wake(tx, { now }))).isBatchFull);
});
