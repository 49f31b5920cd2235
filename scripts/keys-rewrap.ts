import { randomUUID } from "node:crypto";
import { inTenant } from "@/db/tenant";
import { listFirmIds } from "@/lib/domain/platform/list-firm-ids";
import { rewrapDataKeys } from "@/lib/vault/rewrap-data-keys";
import { withDatabase } from "./database/with-database";

await withDatabase(async () => {
  let rewrapped = 0;
  for (const tenantId of await listFirmIds()) {
    const who = { tenantId, actor: { type: "system" as const, name: "keys-rewrap" }, requestId: randomUUID() };
    rewrapped += await inTenant(who, rewrapDataKeys);
  }
  console.log(
    `${rewrapped} data keys are under the newest version of ENCRYPTION_KEYS now. An older version may leave when this says 0.`,
  );
});
