import "server-only";
import { and, desc, eq, exists, inArray } from "drizzle-orm";
import { messageMappings } from "@/db/schema/message-mappings";
import { messageMedia } from "@/db/schema/message-media";
import { messages } from "@/db/schema/messages";
import type { TenantTx } from "@/db/tenant";
import { enqueue } from "@/lib/jobs/enqueue";
import { fetchMediaJob } from "./fetch-media.job";

const MOST = 200;

/** Queues the newest files of a line's messages that were refused for their host alone; gives how many there are. */
export async function retryRefusedMedia(tx: TenantTx, line: { provider: string; address: string }): Promise<number> {
  const told = tx
    .select({ messageId: messageMappings.messageId })
    .from(messageMappings)
    .where(
      and(
        eq(messageMappings.tenantId, messages.tenantId),
        eq(messageMappings.messageId, messages.id),
        eq(messageMappings.provider, line.provider),
      ),
    );
  const rows = await tx
    .select({ id: messageMedia.id })
    .from(messageMedia)
    .innerJoin(messages, eq(messages.id, messageMedia.messageId))
    .where(
      and(
        eq(messageMedia.state, "refused"),
        eq(messageMedia.reason, "host_not_allowed"),
        eq(messages.line, line.address),
        exists(told),
      ),
    )
    .orderBy(desc(messages.sentAt), messageMedia.position)
    .limit(MOST);
  if (rows.length === 0) return 0;
  const waiting = await tx
    .update(messageMedia)
    .set({ state: "waiting", reason: null, updatedAt: new Date() })
    .where(
      inArray(
        messageMedia.id,
        rows.map(({ id }) => id),
      ),
    )
    .returning({ messageId: messageMedia.messageId });
  for (const messageId of new Set(waiting.map((row) => row.messageId))) {
    await enqueue(tx, fetchMediaJob, { messageId }, { singletonKey: messageId });
  }
  return waiting.length;
}
