"use server";

import { revalidatePath } from "next/cache";
import { tenantAction } from "@/lib/actions/action-client";
import { changeLeadStatus } from "@/lib/domain/leads/change-lead-status";
import { createLead } from "@/lib/domain/leads/create-lead";
import { assignLeadInput, changeLeadStatusInput, createLeadInput } from "@/lib/domain/leads/leads.schema";
import { startConversationWithLead } from "@/lib/domain/leads/start-conversation-with-lead";
import { takeLead } from "@/lib/domain/leads/take-lead";

export const createLeadAction = tenantAction({ name: "lead.create", permission: "leads:write" })
  .inputSchema(createLeadInput)
  .action(async ({ parsedInput, ctx }) => {
    const created = await createLead(ctx.tx, { ...parsedInput, userId: ctx.principal.actor.userId });
    revalidatePath("/desk", "layout");
    return created;
  });

export const takeLeadAction = tenantAction({ name: "lead.take", permission: "leads:write" })
  .inputSchema(assignLeadInput)
  .action(async ({ parsedInput, ctx }) => {
    await takeLead(ctx.tx, { ...parsedInput, userId: ctx.principal.actor.userId });
    revalidatePath("/desk", "layout");
  });

export const changeLeadStatusAction = tenantAction({ name: "lead.change_status", permission: "leads:write" })
  .inputSchema(changeLeadStatusInput)
  .action(async ({ parsedInput, ctx }) => {
    const before = await changeLeadStatus(ctx.tx, parsedInput);
    revalidatePath("/desk", "layout");
    return before;
  });

export const startConversationWithLeadAction = tenantAction({ name: "conversation.start", permission: "messages:send" })
  .inputSchema(assignLeadInput)
  .action(async ({ parsedInput, ctx }) =>
    startConversationWithLead(ctx.tx, { ...parsedInput, userId: ctx.principal.actor.userId, now: new Date() }),
  );
