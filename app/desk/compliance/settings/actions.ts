"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { tenantAction } from "@/lib/actions/action-client";
import { updateComplianceSettingsInput } from "@/lib/domain/compliance-settings/compliance-settings.schema";
import { updateComplianceSettings } from "@/lib/domain/compliance-settings/update-compliance-settings";
import { countSegments, MAX_BODY_LENGTH } from "@/lib/domain/sends/count-segments";

const textsInput = z.strictObject({ texts: z.array(z.string().max(MAX_BODY_LENGTH)).max(6) });

export const updateComplianceSettingsAction = tenantAction({
  name: "compliance_settings.update",
  permission: "compliance:manage",
})
  .inputSchema(updateComplianceSettingsInput)
  .action(async ({ parsedInput, ctx }) => {
    const { userId } = ctx.principal.actor;
    const result = await updateComplianceSettings(ctx.tx, { ...parsedInput, userId, now: new Date() });
    if (result.kind === "saved") revalidatePath("/desk/compliance", "layout");
    return result;
  });

/** Reads nothing: how many SMS each text becomes, as they will be counted when they are sent. */
export const countTextsAction = tenantAction({
  name: "compliance_settings.count",
  permission: "compliance:read",
  limit: { perMinute: 240 },
})
  .inputSchema(textsInput)
  .action(async ({ parsedInput }) => parsedInput.texts.map((text) => countSegments(text)));
