import { randomUUID } from "node:crypto";
import { count } from "drizzle-orm";
import { closeDatabase, getDatabase } from "@/db/client";
import { migrateEmbedded } from "@/db/migrate";
import { contacts } from "@/db/schema/contacts";
import { inTenant } from "@/db/tenant";
import type { Principal } from "@/lib/core/principal";
import { tenantIdOf } from "@/lib/core/tenant-id";
import { verifyFirmChain } from "@/lib/domain/audit/verify-firm-chain";

// `write` adds contacts for ever and says of each when it is committed; `read` says what is there. The folder comes from
// the environment.
process.on("disconnect", () => process.exit(0));
const firm: Pick<Principal, "tenantId" | "actor" | "requestId"> = {
  tenantId: tenantIdOf("org_folder"),
  actor: { type: "system", name: "faults" },
  requestId: randomUUID(),
};
await migrateEmbedded(await getDatabase());
if (process.argv[2] === "write") {
  for (let number = 1; ; number += 1) {
    await inTenant(firm, (tx) => tx.insert(contacts).values({ firstName: "Row", lastName: String(number) }));
    process.stdout.write(`committed ${number}.\n`);
  }
}
const rows = await inTenant(firm, async (tx) => ({
  found: (await tx.select({ n: count() }).from(contacts))[0]?.n ?? 0,
  chain: (await verifyFirmChain(tx)).ok,
}));
process.stdout.write(`found ${rows.found} chain ${rows.chain}.\n`);
await closeDatabase();
