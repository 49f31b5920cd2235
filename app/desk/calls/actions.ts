"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { tenantAction } from "@/lib/actions/action-client";
import { cancelCall } from "@/lib/domain/calls/cancel-call";

export const cancelCallAction = tenantAction({ name: "call.cancel", permission: "calls:place" })
  .inputSchema(z.object({ callId: z.uuid() }))
  .action(async ({ parsedInput, ctx }) => {
    await cancelCall(ctx.tx, parsedInput.callId);
    revalidatePath(`/desk/calls/${parsedInput.callId}`);
  });
