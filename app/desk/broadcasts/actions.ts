"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { tenantAction } from "@/lib/actions/action-client";
import { contactNow } from "@/lib/core/contact-clock";
import {
  BROADCAST_PURPOSES,
  broadcastAudience,
  broadcastIdInput,
  exportRecipientsInput,
  saveBroadcastInput,
  startBroadcastInput,
} from "@/lib/domain/broadcasts/broadcasts.schema";
import { copyBroadcast } from "@/lib/domain/broadcasts/copy-broadcast";
import { deleteBroadcast } from "@/lib/domain/broadcasts/delete-broadcast";
import { exportRecipients } from "@/lib/domain/broadcasts/export-recipients";
import { previewAudience } from "@/lib/domain/broadcasts/preview-audience";
import { resumeBroadcast } from "@/lib/domain/broadcasts/resume-broadcast";
import { saveBroadcast } from "@/lib/domain/broadcasts/save-broadcast";
import { startBroadcast } from "@/lib/domain/broadcasts/start-broadcast";
import { stopBroadcast } from "@/lib/domain/broadcasts/stop-broadcast";
import { findTemplateFault } from "@/lib/domain/templates/template-variables";
import { TEMPLATE_BODY_MAX } from "@/lib/domain/templates/templates.schema";

const ADDRESS = "/desk/broadcasts";
/** Stands for a text that is still to be written, as one segment. */
const UNWRITTEN = "-";

export const saveBroadcastAction = tenantAction({ name: "broadcast.save", permission: "broadcasts:manage" })
  .inputSchema(saveBroadcastInput)
  .action(async ({ parsedInput, ctx }) => {
    const { userId } = ctx.principal.actor;
    const saved = await saveBroadcast(ctx.tx, { ...parsedInput, userId, now: new Date() });
    revalidatePath(ADDRESS, "layout");
    return saved;
  });

export const deleteBroadcastAction = tenantAction({ name: "broadcast.delete", permission: "broadcasts:manage" })
  .inputSchema(broadcastIdInput)
  .action(async ({ parsedInput, ctx }) => {
    await deleteBroadcast(ctx.tx, parsedInput.broadcastId);
    revalidatePath(ADDRESS);
  });

export const copyBroadcastAction = tenantAction({ name: "broadcast.copy", permission: "broadcasts:manage" })
  .inputSchema(broadcastIdInput)
  .action(async ({ parsedInput, ctx }) => {
    const copied = await copyBroadcast(ctx.tx, { ...parsedInput, userId: ctx.principal.actor.userId });
    revalidatePath(ADDRESS);
    return copied;
  });

const previewInput = z.object({
  audience: broadcastAudience,
  lineId: z.uuid(),
  purpose: z.enum(BROADCAST_PURPOSES),
  bodyEn: z.string().max(TEMPLATE_BODY_MAX),
  bodyEs: z.string().max(TEMPLATE_BODY_MAX),
});

export const previewAudienceAction = tenantAction({
  name: "broadcast.preview",
  permission: "broadcasts:manage",
  limit: { perMinute: 120 },
})
  .inputSchema(previewInput)
  .action(async ({ parsedInput, ctx }) => {
    const preview = await previewAudience(ctx.tx, {
      ...parsedInput,
      bodyEn: countable(parsedInput.bodyEn) ?? UNWRITTEN,
      bodyEs: countable(parsedInput.bodyEs),
      userId: ctx.principal.actor.userId,
      at: contactNow(),
    });
    return { ...preview, samples: preview.samples.filter(({ body }) => body !== UNWRITTEN) };
  });

export const startBroadcastAction = tenantAction({ name: "broadcast.start", permission: "broadcasts:manage" })
  .inputSchema(startBroadcastInput)
  .action(async ({ parsedInput, ctx }) => {
    const { userId } = ctx.principal.actor;
    const started = await startBroadcast(ctx.tx, { ...parsedInput, userId, now: new Date() });
    revalidatePath(ADDRESS, "layout");
    return started;
  });

export const stopBroadcastAction = tenantAction({ name: "broadcast.stop", permission: "broadcasts:manage" })
  .inputSchema(broadcastIdInput)
  .action(async ({ parsedInput, ctx }) => {
    await stopBroadcast(ctx.tx, { ...parsedInput, userId: ctx.principal.actor.userId, now: new Date() });
    revalidatePath(ADDRESS, "layout");
  });

export const resumeBroadcastAction = tenantAction({ name: "broadcast.resume", permission: "broadcasts:manage" })
  .inputSchema(broadcastIdInput)
  .action(async ({ parsedInput, ctx }) => {
    const isResumed = await resumeBroadcast(ctx.tx, { ...parsedInput, now: new Date() });
    revalidatePath(ADDRESS, "layout");
    return { isResumed };
  });

export const exportRecipientsAction = tenantAction({
  name: "broadcast.export",
  permission: "broadcasts:read",
  limit: { perMinute: 10 },
})
  .inputSchema(exportRecipientsInput)
  .action(async ({ parsedInput, ctx }) => exportRecipients(ctx.tx, parsedInput));

/** A text that is still being written is counted as far as it can be. */
function countable(body: string): string | null {
  return body.trim() === "" || findTemplateFault(body) !== null ? null : body;
}
