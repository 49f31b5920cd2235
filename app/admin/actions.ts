"use server";

import { revalidatePath } from "next/cache";
import { platformAction } from "@/lib/actions/action-client";
import { decideInstallation } from "@/lib/domain/ghl-installations/decide-installation";
import { decideInstallationInput } from "@/lib/domain/ghl-installations/installations.schema";

export const decideInstallationAction = platformAction({ name: "ghl_installation.decide" })
  .inputSchema(decideInstallationInput)
  .action(async ({ parsedInput, ctx }) => {
    const isDecided = await decideInstallation(ctx.admin, parsedInput);
    revalidatePath("/admin");
    return { isDecided };
  });
