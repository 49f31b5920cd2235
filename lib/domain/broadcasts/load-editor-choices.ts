import "server-only";
import type { TenantTx } from "@/db/tenant";
import { contactNow } from "@/lib/core/contact-clock";
import { listLines } from "@/lib/domain/lines/list-lines";
import { listTemplates } from "@/lib/domain/templates/list-templates";

export type EditorChoices = Awaited<ReturnType<typeof loadEditorChoices>>;

/** What the editor of a broadcast offers: connected lines and saved replies; and the clock that hours are judged by. */
export async function loadEditorChoices(tx: TenantTx) {
  const lines = await listLines(tx);
  const templates = await listTemplates(tx);
  return {
    lines: lines
      .filter(({ state }) => state === "connected")
      .map(({ id, label, address, channel, isDefault }) => ({ id, label, address, channel, isDefault })),
    templates: templates.map(({ id, name, bodyEn, bodyEs }) => ({ id, name, bodyEn, bodyEs })),
    now: contactNow().toISOString(),
  };
}
