import "server-only";
import { eq, sql } from "drizzle-orm";
import { firms } from "@/db/schema/firms";
import { webhookEndpoints } from "@/db/schema/webhook-endpoints";
import { inTenant, rowsOf, type TenantTx, withoutTenant } from "@/db/tenant";
import type { TenantId } from "@/lib/core/principal";
import { asTenantId } from "@/lib/core/tenant-id";
import { secretBinding } from "@/lib/domain/webhook-endpoints/endpoint-binding";
import { ENDPOINT_TOKEN_PATTERN, hashEndpointToken } from "@/lib/domain/webhook-endpoints/endpoint-secret";
import { openSealer, type Sealer } from "@/lib/vault/open-sealer";
import { unseal } from "@/lib/vault/unseal";
import type { VerificationKey } from "./schemes/scheme";
import { type VerificationMode, verificationKeyOf } from "./verify-signature";

/** A firm's endpoint as the door needs it. */
export type OpenEndpoint = {
  kind: "open";
  tenantId: TenantId;
  endpointId: string;
  tokenHash: string;
  mode: VerificationMode;
  account: string | null;
  keys: readonly VerificationKey[];
  seal: Sealer;
};

/**
 * `gone` is a firm that was deleted; its keys cannot be opened any more. `meant` is a door that this token opened once, or
 * that it opens for another provider.
 */
export type Endpoint =
  | OpenEndpoint
  | { kind: "gone" }
  | { kind: "unknown"; meant: { tenantId: TenantId; endpointId: string; reason: string } | null };

type Cached = { endpoint: Endpoint; loadedAt: number };

const CACHE_MS = 30_000;
const UNKNOWN_CACHE_MS = 5_000;
const RELOAD_MS = 200;
const CACHE_SIZE = 2_000;

const slot = globalThis as typeof globalThis & { docketlineEndpoints?: Map<string, Cached> };

/** The key of an endpoint in caches and buckets: never the token itself. */
export function endpointKey(provider: string, token: string): string {
  return `${provider}:${hashEndpointToken(token).toString("hex")}`;
}

/** What this process remembers of an endpoint, for at most 30 seconds; undefined when it has to be looked up. */
export function cachedEndpoint(key: string, now: Date): Endpoint | undefined {
  const cached = cache().get(key);
  if (!cached) return undefined;
  const lifeMs = cached.endpoint.kind === "open" ? CACHE_MS : UNKNOWN_CACHE_MS;
  return now.getTime() - cached.loadedAt < lifeMs ? cached.endpoint : undefined;
}

/** Whether a proof that failed may be tried once more against what is stored now: the secret may just have been changed. */
export function mayReload(key: string, now: Date): boolean {
  const cached = cache().get(key);
  return cached === undefined || now.getTime() - cached.loadedAt >= RELOAD_MS;
}

/** Whether this process ever saw the endpoint, so that a flood of invented tokens cannot keep it from being looked up. */
export function isKnownEndpoint(key: string): boolean {
  return cache().has(key) && cache().get(key)?.endpoint.kind !== "unknown";
}

/**
 * Finds the endpoint behind a URL token (by its SHA-256, for this provider only) and opens its secrets.
 * @throws whatever the database or the vault throws; the door then answers 503
 */
export async function loadEndpoint(input: {
  provider: string;
  token: string;
  requestId: string;
  now: Date;
}): Promise<Endpoint> {
  if (!ENDPOINT_TOKEN_PATTERN.test(input.token)) return { kind: "unknown", meant: null };
  const endpoint = await findEndpoint(input);
  remember(endpointKey(input.provider, input.token), { endpoint, loadedAt: input.now.getTime() });
  return endpoint;
}

async function findEndpoint(input: { provider: string; token: string; requestId: string }): Promise<Endpoint> {
  const tokenHash = hashEndpointToken(input.token);
  const [found] = await withoutTenant((tx) =>
    rowsOf<{ tenant_id: string; endpoint_id: string; provider: string }>(
      tx,
      sql`select tenant_id, endpoint_id, provider from docketline.find_door(${tokenHash})`,
    ),
  );
  if (!found) return { kind: "unknown", meant: null };
  const [tenantId, endpointId] = [asTenantId(found.tenant_id), found.endpoint_id];
  if (found.provider !== input.provider) {
    return { kind: "unknown", meant: { tenantId, endpointId, reason: "wrong_provider" } };
  }
  const actor = { type: "webhook", provider: input.provider, endpointId } as const;
  return inTenant({ tenantId, actor, requestId: input.requestId }, (tx) => openEndpoint(tx, endpointId, tokenHash));
}

async function openEndpoint(tx: TenantTx, endpointId: string, tokenHash: Buffer): Promise<Endpoint> {
  const [row] = await tx
    .select({
      mode: webhookEndpoints.mode,
      account: webhookEndpoints.account,
      state: webhookEndpoints.state,
      secret: webhookEndpoints.secretCiphertext,
      previousSecret: webhookEndpoints.previousSecretCiphertext,
      previousUsableUntil: webhookEndpoints.previousSecretUsableUntil,
      deletedAt: firms.deletedAt,
    })
    .from(webhookEndpoints)
    .leftJoin(firms, eq(firms.tenantId, webhookEndpoints.tenantId))
    .where(eq(webhookEndpoints.id, endpointId));
  const { tenantId } = tx;
  if (!row) return { kind: "unknown", meant: null };
  if (row.deletedAt !== null) return { kind: "gone" };
  if (row.state === "deleted") {
    return { kind: "unknown", meant: { tenantId, endpointId, reason: "unknown_endpoint" } };
  }
  const open = async (ciphertext: Buffer) =>
    verificationKeyOf(row.mode, await unseal(tx, secretBinding(endpointId), ciphertext));
  const keys: VerificationKey[] = [];
  const current = await open(row.secret);
  if (current) keys.push({ label: "current", key: current, usableUntil: null });
  if (row.previousSecret !== null && row.previousUsableUntil !== null) {
    const previous = await open(row.previousSecret);
    if (previous) keys.push({ label: "previous", key: previous, usableUntil: row.previousUsableUntil });
  }
  const { mode, account } = row;
  const seal = await openSealer(tx);
  return { kind: "open", tenantId, endpointId, tokenHash: tokenHash.toString("hex"), mode, account, keys, seal };
}

function cache(): Map<string, Cached> {
  slot.docketlineEndpoints ??= new Map();
  return slot.docketlineEndpoints;
}

function remember(key: string, cached: Cached): void {
  const known = cache();
  known.delete(key);
  known.set(key, cached);
  if (known.size <= CACHE_SIZE) return;
  for (const oldest of known.keys()) {
    known.delete(oldest);
    break;
  }
}
