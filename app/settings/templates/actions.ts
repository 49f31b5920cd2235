"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { tenantAction } from "@/lib/actions/action-client";
import { countSegments } from "@/lib/domain/sends/count-segments";
import { archiveTemplate } from "@/lib/domain/templates/archive-template";
import { restoreTemplate } from "@/lib/domain/templates/restore-template";
import { saveTemplate } from "@/lib/domain/templates/save-template";
import { saveTemplateInput, TEMPLATE_BODY_MAX, templateIdInput } from "@/lib/domain/templates/templates.schema";

const ADDRESS = "/settings/templates";

export const saveTemplateAction = tenantAction({ name: "template.save", permission: "templates:manage" })
  .inputSchema(saveTemplateInput)
  .action(async ({ parsedInput, ctx }) => {
    const saved = await saveTemplate(ctx.tx, { ...parsedInput, userId: ctx.principal.actor.userId });
    revalidatePath(ADDRESS);
    return saved;
  });

export const archiveTemplateAction = tenantAction({ name: "template.archive", permission: "templates:manage" })
  .inputSchema(templateIdInput)
  .action(async ({ parsedInput, ctx }) => {
    await archiveTemplate(ctx.tx, { ...parsedInput, now: new Date() });
    revalidatePath(ADDRESS);
  });

export const restoreTemplateAction = tenantAction({ name: "template.restore", permission: "templates:manage" })
  .inputSchema(templateIdInput)
  .action(async ({ parsedInput, ctx }) => {
    await restoreTemplate(ctx.tx, { ...parsedInput, now: new Date() });
    revalidatePath(ADDRESS);
  });

/** Reads nothing: how many segments a text becomes, as it will be counted when it is sent. */
export const countSegmentsAction = tenantAction({
  name: "template.count",
  permission: "templates:manage",
  limit: { perMinute: 240 },
})
  .inputSchema(z.object({ body: z.string().max(TEMPLATE_BODY_MAX * 2) }))
  .action(async ({ parsedInput }) => countSegments(parsedInput.body));
