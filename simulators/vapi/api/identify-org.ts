import { createHash } from "node:crypto";
import { ApiRefusal } from "./api-refusal";

const OWN_ORG_PREFIX = "vapi-sim-";

/**
 * The organisation of the private API key in `Authorization: Bearer …`.
 * @throws ApiRefusal 401 for a missing or unknown key
 */
export function identifyOrg(request: Request, keys: Readonly<Record<string, string>>): string {
  return orgOf(/^Bearer (\S+)$/.exec(request.headers.get("authorization") ?? "")?.[1] ?? "", keys);
}

/**
 * The organisation of a private API key. One that starts with `vapi-sim-` is an organisation of its own, whose id
 * follows from the key.
 * @throws ApiRefusal 401 for an unknown key
 */
export function orgOf(key: string, keys: Readonly<Record<string, string>>): string {
  const known = Object.hasOwn(keys, key) ? keys[key] : undefined;
  if (known !== undefined) return known;
  if (key.length > OWN_ORG_PREFIX.length && key.startsWith(OWN_ORG_PREFIX)) return orgOfKey(key);
  throw new ApiRefusal(401, "Invalid Key. Hot tip, you may be using the private key instead of the public key.");
}

function orgOfKey(key: string): string {
  const hex = createHash("sha256").update(key).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
