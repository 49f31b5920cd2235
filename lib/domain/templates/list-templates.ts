import "server-only";
import { and, asc, eq, ilike, isNotNull, isNull, or } from "drizzle-orm";
import { messageTemplates } from "@/db/schema/message-templates";
import type { TenantTx } from "@/db/tenant";

export type TemplateRow = {
  id: string;
  name: string;
  shortcut: string | null;
  bodyEn: string;
  bodyEs: string | null;
  archivedAt: Date | null;
  updatedAt: Date;
};

const MOST = 500;

/** The firm's saved replies by name; those put away are asked for apart. `query` is looked for in name, shortcut and text. */
export async function listTemplates(
  tx: TenantTx,
  filter: { query?: string | null; isArchived?: boolean } = {},
): Promise<TemplateRow[]> {
  const words = filter.query?.trim().slice(0, 100) ?? "";
  const pattern = `%${words.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
  return tx
    .select({
      id: messageTemplates.id,
      name: messageTemplates.name,
      shortcut: messageTemplates.shortcut,
      bodyEn: messageTemplates.bodyEn,
      bodyEs: messageTemplates.bodyEs,
      archivedAt: messageTemplates.archivedAt,
      updatedAt: messageTemplates.updatedAt,
    })
    .from(messageTemplates)
    .where(
      and(
        filter.isArchived === true ? isNotNull(messageTemplates.archivedAt) : isNull(messageTemplates.archivedAt),
        words === ""
          ? undefined
          : or(
              ilike(messageTemplates.name, pattern),
              ilike(messageTemplates.bodyEn, pattern),
              ilike(messageTemplates.bodyEs, pattern),
              eq(messageTemplates.shortcut, words.toLowerCase()),
            ),
      ),
    )
    .orderBy(asc(messageTemplates.name), asc(messageTemplates.id))
    .limit(MOST);
}
