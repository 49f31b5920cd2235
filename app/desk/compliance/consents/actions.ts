"use server";

import { z } from "zod";
import { tenantAction } from "@/lib/actions/action-client";
import { exportConsents } from "@/lib/domain/consents/export-consents";

const exportInput = z.strictObject({
  query: z.string().max(64).nullable(),
  channel: z.enum(["voice_ai", "voice_human", "sms", "whatsapp", "email", "recording"]).nullable(),
  level: z.enum(["implied", "express", "express_written"]).nullable(),
  standing: z.enum(["in_force", "revoked", "expired"]).nullable(),
});

export const exportConsentsAction = tenantAction({
  name: "consent.export",
  permission: "compliance:read",
  limit: { perMinute: 6 },
})
  .inputSchema(exportInput)
  .action(({ parsedInput, ctx }) => exportConsents(ctx.tx, { ...parsedInput, now: new Date() }));
