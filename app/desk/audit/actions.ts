"use server";

import { tenantAction } from "@/lib/actions/action-client";
import { verifyFirmChain } from "@/lib/domain/audit/verify-firm-chain";

export const verifyChainAction = tenantAction({
  name: "audit.verify",
  permission: "audit:read",
  limit: { perMinute: 6 },
}).action(async ({ ctx }) => verifyFirmChain(ctx.tx));
