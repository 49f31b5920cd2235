import { createHash } from "node:crypto";
import type { TenantId } from "./principal";

// RFC 9562 section 5.5 (UUIDv5). Changing this value would orphan every firm's rows.
const NAMESPACE = Buffer.from("6f1d1c6a4b0e4f0f9a0c3d5b7e2a9c41", "hex");
const ORGANIZATION_ID = /^org_[A-Za-z0-9_-]{1,60}$/;

/**
 * The tenant of a Clerk organization. It is computed, not looked up: a session and a mirrored event
 * of the same firm agree on it whichever comes first, and no other firm's row is read to find it.
 * @throws RangeError when the id has not Clerk's form
 */
export function tenantIdOf(organizationId: string): TenantId {
  if (!ORGANIZATION_ID.test(organizationId)) throw new RangeError("not a Clerk organization id");
  const hash = createHash("sha1").update(NAMESPACE).update(organizationId, "utf8").digest().subarray(0, 16);
  hash.writeUInt8((hash.readUInt8(6) & 0x0f) | 0x50, 6);
  hash.writeUInt8((hash.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = hash.toString("hex");
  return asTenantId(
    `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`,
  );
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/**
 * Brands a UUID that came out of a verified source: the database, a job's payload, or tenantIdOf.
 * @throws RangeError when it is not a lower-case UUID
 */
export function asTenantId(value: string): TenantId {
  if (!UUID.test(value)) throw new RangeError("not a tenant id");
  return value as TenantId;
}
