"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { tenantAction } from "@/lib/actions/action-client";
import { draftCallInput, scheduleCallInput } from "@/lib/domain/calls/calls.schema";
import { draftCall } from "@/lib/domain/calls/draft-call";
import { scheduleCall } from "@/lib/domain/calls/schedule-call";

export const draftCallAction = tenantAction({ name: "call.draft", permission: "calls:place" })
  .inputSchema(draftCallInput)
  .action(async ({ parsedInput, ctx }) => draftCall(ctx.tx, { ...parsedInput, now: new Date() }));

export const scheduleCallAction = tenantAction({
  name: "call.schedule",
  permission: "calls:place",
  limit: { perMinute: 20 },
})
  .inputSchema(scheduleCallInput.extend({ caseId: z.uuid() }))
  .action(async ({ parsedInput, ctx }) => {
    const { sealedDraft, idempotencyKey, caseId } = parsedInput;
    const { userId } = ctx.principal.actor;
    const result = await scheduleCall(ctx.tx, { sealedDraft, idempotencyKey, userId, now: new Date() });
    if (result.kind === "scheduled") revalidatePath(`/desk/cases/${caseId}`);
    return result;
  });
