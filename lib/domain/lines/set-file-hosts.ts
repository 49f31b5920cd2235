import "server-only";
import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import type { z } from "zod";
import { lines } from "@/db/schema/lines";
import type { TenantTx } from "@/db/tenant";
import { AppError } from "@/lib/core/errors";
import { auditEvent } from "@/lib/domain/audit/audit-event";
import { retryRefusedMedia } from "@/lib/domain/media/retry-refused-media";
import type { setFileHostsInput } from "./line.schema";

/**
 * Keeps which hosts files of a texting or broadcast line's messages may be fetched from; none means that none are. What was
 * refused lately for its host is looked at again, and their number is handed back.
 * @throws AppError `not_found` for an unknown, foreign or removed line, and one whose provider names no addresses
 */
export async function setFileHosts(
  tx: TenantTx,
  { lineId, hosts }: z.output<typeof setFileHostsInput>,
): Promise<{ retried: number }> {
  const [line] = await tx
    .update(lines)
    .set({ settings: sql`${lines.settings} || ${JSON.stringify({ fileHosts: hosts })}::jsonb`, updatedAt: new Date() })
    .where(and(eq(lines.id, lineId), isNull(lines.removedAt), inArray(lines.provider, ["texting", "broadcast"])))
    .returning({ address: lines.address, provider: lines.provider });
  if (!line) throw new AppError("not_found", "This line does not exist");
  const detail = { hosts: hosts.join(" ") };
  await auditEvent(tx, {
    action: "line.set_file_hosts",
    subjectType: "lines",
    subjectId: lineId,
    outcome: "done",
    detail,
  });
  return { retried: hosts.length === 0 ? 0 : await retryRefusedMedia(tx, line) };
}
