"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { tenantAction } from "@/lib/actions/action-client";
import { addOptOut } from "@/lib/domain/opt-outs/add-opt-out";
import { allowAgain } from "@/lib/domain/opt-outs/allow-again";
import { exportOptOuts } from "@/lib/domain/opt-outs/export-opt-outs";
import { addOptOutInput, allowAgainInput, OPT_OUT_CHANNELS } from "@/lib/domain/opt-outs/opt-outs.schema";

const exportInput = z.strictObject({
  query: z.string().max(64).nullable(),
  channel: z.enum(OPT_OUT_CHANNELS).nullable(),
  state: z.enum(["opted_out", "opted_in"]).nullable(),
  source: z.enum(["sms", "whatsapp", "voice_call", "staff", "crm", "carrier", "import", "api"]).nullable(),
});

export const addOptOutAction = tenantAction({ name: "optout.add", permission: "optouts:write" })
  .inputSchema(addOptOutInput)
  .action(async ({ parsedInput, ctx }) => {
    const { userId } = ctx.principal.actor;
    const { state, cancelledCalls } = await addOptOut(ctx.tx, { ...parsedInput, userId, now: new Date() });
    revalidatePath("/desk", "layout");
    return { state, cancelledCalls };
  });

export const allowAgainAction = tenantAction({ name: "optout.allow_again", permission: "optouts:write" })
  .inputSchema(allowAgainInput)
  .action(async ({ parsedInput, ctx }) => {
    const { userId } = ctx.principal.actor;
    const { state } = await allowAgain(ctx.tx, { ...parsedInput, userId, now: new Date() });
    revalidatePath("/desk", "layout");
    return { state };
  });

export const exportOptOutsAction = tenantAction({
  name: "optout.export",
  permission: "compliance:read",
  limit: { perMinute: 6 },
})
  .inputSchema(exportInput)
  .action(({ parsedInput, ctx }) => exportOptOuts(ctx.tx, parsedInput));
