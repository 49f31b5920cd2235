import "server-only";
import { createSecretKey, type KeyObject, randomBytes, randomUUID } from "node:crypto";
import { and, desc, eq } from "drizzle-orm";
import { dataKeys } from "@/db/schema/data-keys";
import type { TenantTx } from "@/db/tenant";
import { AppError } from "@/lib/core/errors";
import { openEnvelope, sealEnvelope } from "./envelope";
import { currentKekVersion, wrappingKey } from "./keyring";

export type DataKey = { id: string; version: number; kekVersion: number; key: KeyObject };

const CACHE_MS = 5 * 60_000;
const CACHE_SIZE = 1_000;
// By firm and key id. Which key is active is always read from the database, so a key of a rolled-back transaction is
// never used again although its material may stand here.
const opened = new Map<string, { key: KeyObject; until: number }>();

/** The firm's data key for new seals, made on first use. */
export async function activeDataKey(tx: TenantTx): Promise<DataKey> {
  const existing = await findActive(tx);
  if (existing) return existing;
  const id = randomUUID();
  const material = randomBytes(32);
  const kekVersion = currentKekVersion();
  const wrappedKey = sealEnvelope(
    wrappingKey(kekVersion),
    { kekVersion, dataKeyId: id, dataKeyVersion: 1 },
    wrapContext(tx, id),
    material,
  );
  await tx.insert(dataKeys).values({ id, version: 1, wrappedKey, kekVersion }).onConflictDoNothing();
  const made = await findActive(tx);
  if (!made) throw new AppError("internal", "The firm's data key could not be made");
  return made;
}

/** The firm's data key with this id, also after it was retired; a foreign or unknown id is refused alike. */
export async function dataKeyById(tx: TenantTx, id: string): Promise<KeyObject> {
  const cacheKey = `${tx.tenantId}:${id}`;
  const cached = opened.get(cacheKey);
  if (cached && cached.until > Date.now()) return cached.key;
  const [row] = await tx
    .select({ wrappedKey: dataKeys.wrappedKey, kekVersion: dataKeys.kekVersion })
    .from(dataKeys)
    .where(eq(dataKeys.id, id));
  if (!row) throw new AppError("internal", "A sealed value could not be opened");
  return unwrap(tx, { id, ...row });
}

/** Forgets unwrapped keys: after a rotation, and in suites that change the settings. */
export function forgetDataKeys(): void {
  opened.clear();
}

/** The additional data of a wrapped data key. */
export function wrapContext(tx: Pick<TenantTx, "tenantId">, id: string): string {
  return `dek\n${tx.tenantId}\n${id}`;
}

async function findActive(tx: TenantTx): Promise<DataKey | undefined> {
  const [row] = await tx
    .select({
      id: dataKeys.id,
      version: dataKeys.version,
      wrappedKey: dataKeys.wrappedKey,
      kekVersion: dataKeys.kekVersion,
    })
    .from(dataKeys)
    .where(and(eq(dataKeys.state, "active")))
    .orderBy(desc(dataKeys.version))
    .limit(1);
  if (!row) return undefined;
  const cached = opened.get(`${tx.tenantId}:${row.id}`);
  const key = cached && cached.until > Date.now() ? cached.key : unwrap(tx, row);
  return { id: row.id, version: row.version, kekVersion: row.kekVersion, key };
}

function unwrap(tx: TenantTx, row: { id: string; wrappedKey: Buffer; kekVersion: number }): KeyObject {
  const key = createSecretKey(openEnvelope(wrappingKey(row.kekVersion), wrapContext(tx, row.id), row.wrappedKey));
  if (opened.size >= CACHE_SIZE) opened.clear();
  opened.set(`${tx.tenantId}:${row.id}`, { key, until: Date.now() + CACHE_MS });
  return key;
}
