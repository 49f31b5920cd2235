import "server-only";
import type { TenantTx } from "@/db/tenant";
import { keyServiceOf } from "@/lib/domain/lines/key-service-of";
import type { LineRow } from "@/lib/domain/lines/line-row";
import { listLines } from "@/lib/domain/lines/list-lines";
import { listApiKeys } from "@/lib/vault/list-api-keys";

/** What may be shown of a line's key. */
export type ShownKey = { lastFour: string; fingerprint: string; createdAt: Date; lastUsedAt: Date | null };

export type LineConnection = { line: LineRow; key: ShownKey | null };

/** The firm's lines, each with what may be shown of its key; nothing in it opens anything. */
export async function listLineConnections(tx: TenantTx): Promise<LineConnection[]> {
  const found = await listLines(tx);
  const services = [...new Set(found.map(keyServiceOf))];
  const keys = new Map<string, ShownKey | null>();
  for (const service of services) {
    const current = (await listApiKeys(tx, service)).find(({ state }) => state === "current");
    keys.set(service, current ? shownOf(current) : null);
  }
  return found.map((line) => ({ line, key: keys.get(keyServiceOf(line)) ?? null }));
}

function shownOf({ lastFour, fingerprint, createdAt, lastUsedAt }: ShownKey): ShownKey {
  return { lastFour, fingerprint, createdAt, lastUsedAt };
}
