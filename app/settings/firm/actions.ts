"use server";

import { revalidatePath } from "next/cache";
import { returnValidationErrors } from "next-safe-action";
import { tenantAction } from "@/lib/actions/action-client";
import { updateFirmInput } from "@/lib/domain/firms/firm.schema";
import { updateFirm } from "@/lib/domain/firms/update-firm";

export const updateFirmAction = tenantAction({ name: "firm.update", permission: "firm:manage" })
  .inputSchema(updateFirmInput)
  .action(async ({ parsedInput, ctx }) => {
    const result = await updateFirm(ctx.tx, parsedInput);
    if (result.kind === "refused") {
      returnValidationErrors(updateFirmInput, { [result.field]: { _errors: [result.problem] } });
    }
    revalidatePath("/settings/firm");
  });
