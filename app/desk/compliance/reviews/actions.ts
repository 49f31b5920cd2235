"use server";

import { revalidatePath } from "next/cache";
import { tenantAction } from "@/lib/actions/action-client";
import { decideReview } from "@/lib/domain/opt-outs/decide-review";
import { decideReviewInput } from "@/lib/domain/opt-outs/opt-outs.schema";

export const decideReviewAction = tenantAction({ name: "optout.decide_review", permission: "optouts:write" })
  .inputSchema(decideReviewInput)
  .action(async ({ parsedInput, ctx }) => {
    const { userId } = ctx.principal.actor;
    const result = await decideReview(ctx.tx, { ...parsedInput, userId, now: new Date() });
    revalidatePath("/desk", "layout");
    return result;
  });
