import { randomUUID } from "node:crypto";
import type { DemoFirm } from "@/db/seed/demo-firms";
import type { Principal } from "@/lib/core/principal";
import { tenantIdOf } from "@/lib/core/tenant-id";

/** Who fills in and connects a demo firm. */
export function demoPrincipal(firm: DemoFirm): Principal {
  return {
    tenantId: tenantIdOf(firm.orgId),
    actor: { type: "system", name: "demo-seed" },
    permissions: new Set(),
    requestId: randomUUID(),
  };
}
