import "server-only";
import { inTenant } from "@/db/tenant";
import { expireApiKeysJob } from "@/lib/domain/api-keys/expire-api-keys.job";
import { runner } from "@/lib/jobs/runner";
import { expireApiKeys as expire } from "@/lib/vault/expire-api-keys";

/** Destroys what a rotation kept for its overlap. A key that was replaced again meanwhile has a job of its own. */
export const expireApiKeys = runner(expireApiKeysJob, (_payload, { principal }) =>
  inTenant(principal, (tx) => expire(tx, new Date())),
);
