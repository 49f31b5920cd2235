"use server";

import { revalidatePath } from "next/cache";
import { tenantAction } from "@/lib/actions/action-client";
import {
  exportStatementInput,
  removeCreditLimitInput,
  setCreditLimitInput,
  setLowBalanceInput,
} from "@/lib/domain/credits/credits.schema";
import { exportEntries } from "@/lib/domain/credits/export-entries";
import { removeCreditLimit } from "@/lib/domain/credits/remove-credit-limit";
import { setCreditLimit } from "@/lib/domain/credits/set-credit-limit";
import { setLowBalance } from "@/lib/domain/credits/set-low-balance";

const PATH = "/settings/credits";

export const setCreditLimitAction = tenantAction({ name: "credit_limit.set", permission: "credits:manage" })
  .inputSchema(setCreditLimitInput)
  .action(async ({ parsedInput, ctx }) => {
    await setCreditLimit(ctx.tx, { ...parsedInput, setByUserId: ctx.principal.actor.userId });
    revalidatePath(PATH);
  });

export const removeCreditLimitAction = tenantAction({ name: "credit_limit.remove", permission: "credits:manage" })
  .inputSchema(removeCreditLimitInput)
  .action(async ({ parsedInput, ctx }) => {
    await removeCreditLimit(ctx.tx, parsedInput.limitId);
    revalidatePath(PATH);
  });

export const setLowBalanceAction = tenantAction({ name: "credits.set_low_balance", permission: "credits:manage" })
  .inputSchema(setLowBalanceInput)
  .action(async ({ parsedInput, ctx }) => {
    await setLowBalance(ctx.tx, parsedInput);
    revalidatePath("/", "layout");
  });

export const exportStatementAction = tenantAction({
  name: "credits.export",
  permission: "credits:read",
  limit: { perMinute: 6 },
})
  .inputSchema(exportStatementInput)
  .action(({ parsedInput, ctx }) => exportEntries(ctx.tx, parsedInput));
