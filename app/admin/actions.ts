"use server";

import { revalidatePath } from "next/cache";
import { platformAction } from "@/lib/actions/action-client";
import { adjustCredits } from "@/lib/domain/credits/adjust-credits";
import { moveCreditsInput } from "@/lib/domain/credits/credits.schema";
import { grantCredits } from "@/lib/domain/credits/grant-credits";
import { decideInstallation } from "@/lib/domain/ghl-installations/decide-installation";
import { decideInstallationInput } from "@/lib/domain/ghl-installations/installations.schema";
import { replayDeadJobs, replayDeadJobsInput } from "@/lib/jobs/replay-dead-jobs";

export const decideInstallationAction = platformAction({ name: "ghl_installation.decide" })
  .inputSchema(decideInstallationInput)
  .action(async ({ parsedInput, ctx }) => {
    const isDecided = await decideInstallation(ctx.admin, parsedInput);
    revalidatePath("/admin");
    return { isDecided };
  });

export const moveCreditsAction = platformAction({ name: "credits.move" })
  .inputSchema(moveCreditsInput)
  .action(async ({ parsedInput: { kind, ...move }, ctx }) => {
    await (kind === "grant" ? grantCredits : adjustCredits)(ctx.admin, move);
    revalidatePath("/admin");
  });

export const replayDeadJobsAction = platformAction({ name: "jobs.replay" })
  .inputSchema(replayDeadJobsInput)
  .action(async ({ parsedInput }) => {
    const count = await replayDeadJobs(parsedInput);
    revalidatePath("/admin");
    return { count };
  });
