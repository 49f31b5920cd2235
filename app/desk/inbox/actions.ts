"use server";

import { tenantAction } from "@/lib/actions/action-client";
import { AppError } from "@/lib/core/errors";
import { linkConversation } from "@/lib/domain/contacts/link-conversation";
import { makeContactOf } from "@/lib/domain/contacts/make-contact-of";
import { addConversationNote } from "@/lib/domain/conversations/add-conversation-note";
import { changeConversations } from "@/lib/domain/conversations/change-conversations";
import { normalizeTag } from "@/lib/domain/conversations/conversation-change";
import { deleteView } from "@/lib/domain/conversations/delete-view";
import { listConversations } from "@/lib/domain/conversations/list-conversations";
import { markConversationRead } from "@/lib/domain/conversations/mark-conversation-read";
import { restoreConversations } from "@/lib/domain/conversations/restore-conversations";
import { saveDraft } from "@/lib/domain/conversations/save-draft";
import { saveView } from "@/lib/domain/conversations/save-view";
import { setPreferredLine } from "@/lib/domain/conversations/set-preferred-line";
import { touchPresence } from "@/lib/domain/conversations/touch-presence";
import { cancelSend } from "@/lib/domain/sends/cancel-send";
import { decideUnknownSend } from "@/lib/domain/sends/decide-unknown-send";
import { previewSend } from "@/lib/domain/sends/preview-send";
import { reserveSend } from "@/lib/domain/sends/reserve-send";
import { sendAgain } from "@/lib/domain/sends/send-again";
import { decideUnknownSendInput } from "@/lib/domain/sends/unknown-send.schema";
import { renderTemplate } from "@/lib/domain/templates/render-template";
import { renderTemplateInput } from "@/lib/domain/templates/templates.schema";
import { bulkAnswerOf } from "./bulk-answer";
import {
  addNoteInput,
  cancelSendInput,
  changeConversationsInput,
  changeMatchingInput,
  conversationIdInput,
  linkConversationInput,
  makeContactInput,
  preferredLineInput,
  previewSendInput,
  restoreConversationsInput,
  saveDraftInput,
  saveViewInput,
  sendAgainInput,
  sendMessageInput,
  touchPresenceInput,
  viewIdInput,
} from "./inbox.schema";
import { listFilterOf } from "./inbox-search";
import { sendAnswerOf } from "./send-answer";

const PORTION = 200;
/** Typing asks often. */
const OFTEN = { perMinute: 240 };

export const sendMessageAction = tenantAction({ name: "message.send", permission: "messages:send" })
  .inputSchema(sendMessageInput)
  .action(async ({ parsedInput: { conversationId, ...message }, ctx }) => {
    const { userId } = ctx.principal.actor;
    const result = await reserveSend(ctx.tx, {
      ...message,
      to: { conversationId },
      origin: "person",
      purpose: "general",
      userId,
      now: new Date(),
    });
    return sendAnswerOf(result);
  });

/** A message that was held back for the hour, planned anew. */
export const sendAgainAction = tenantAction({ name: "message.send_again", permission: "messages:send" })
  .inputSchema(sendAgainInput)
  .action(async ({ parsedInput, ctx }) => {
    const { userId } = ctx.principal.actor;
    return sendAnswerOf(await sendAgain(ctx.tx, { ...parsedInput, userId, now: new Date() }));
  });

export const previewSendAction = tenantAction({ name: "message.preview", permission: "messages:send", limit: OFTEN })
  .inputSchema(previewSendInput)
  .action(async ({ parsedInput: { conversationId, ...message }, ctx }) => {
    const { userId } = ctx.principal.actor;
    const now = new Date();
    const to = { conversationId };
    return previewSend(ctx.tx, { ...message, to, origin: "person", purpose: "general", userId, now });
  });

export const cancelSendAction = tenantAction({ name: "message.cancel", permission: "messages:send" })
  .inputSchema(cancelSendInput)
  .action(async ({ parsedInput, ctx }) => ({
    isCancelled: await cancelSend(ctx.tx, { ...parsedInput, reason: "person", now: new Date() }),
  }));

export const decideUnknownSendAction = tenantAction({ name: "message.decide_unknown", permission: "messages:send" })
  .inputSchema(decideUnknownSendInput)
  .action(async ({ parsedInput, ctx }) => ({
    isDecided: await decideUnknownSend(ctx.tx, { ...parsedInput, now: new Date() }),
  }));

export const changeConversationsAction = tenantAction({
  name: "conversation.change",
  permission: "conversations:write",
  limit: OFTEN,
})
  .inputSchema(changeConversationsInput)
  .action(async ({ parsedInput: { ids, change }, ctx }) => {
    const { userId } = ctx.principal.actor;
    const { outcomes } = await changeConversations(ctx.tx, { userId, selection: { ids }, change, now: new Date() });
    return bulkAnswerOf(outcomes);
  });

/** Reading is no change of the conversation: whoever may read it has read it. */
export const markReadAction = tenantAction({
  name: "conversation.read",
  permission: "conversations:read",
  limit: OFTEN,
})
  .inputSchema(conversationIdInput)
  .action(async ({ parsedInput, ctx }) =>
    markConversationRead(ctx.tx, { ...parsedInput, userId: ctx.principal.actor.userId }),
  );

/** A portion of all that a search finds, from where the last portion ended. */
export const changeMatchingAction = tenantAction({
  name: "conversation.change_matching",
  permission: "conversations:write",
  limit: OFTEN,
})
  .inputSchema(changeMatchingInput)
  .action(async ({ parsedInput: { search, change, cursor }, ctx }) => {
    const { userId } = ctx.principal.actor;
    const page = await listConversations(ctx.tx, { userId, filter: listFilterOf(search), cursor, limit: PORTION });
    const ids = page.rows.map(({ id }) => id);
    const { outcomes } = await changeConversations(ctx.tx, { userId, selection: { ids }, change, now: new Date() });
    const { changed, failed } = bulkAnswerOf(outcomes);
    return { changed, failed, nextCursor: page.nextCursor };
  });

export const restoreConversationsAction = tenantAction({
  name: "conversation.restore",
  permission: "conversations:write",
})
  .inputSchema(restoreConversationsInput)
  .action(async ({ parsedInput: { changes }, ctx }) => {
    const isSound = changes.every(({ before }) => before.tags.every((tag) => normalizeTag(tag) === tag));
    if (!isSound) throw new AppError("invalid_input", "This cannot be taken back");
    const outcomes = await restoreConversations(ctx.tx, { changes, now: new Date() });
    const refused = outcomes.filter(({ outcome }) => outcome === "refused").map(({ id }) => id);
    const failed = outcomes
      .filter(({ outcome }) => outcome !== "restored" && outcome !== "refused")
      .map(({ id }) => id);
    return { failed, refused };
  });

export const addNoteAction = tenantAction({ name: "conversation.note", permission: "conversations:write" })
  .inputSchema(addNoteInput)
  .action(async ({ parsedInput, ctx }) =>
    addConversationNote(ctx.tx, { ...parsedInput, userId: ctx.principal.actor.userId }),
  );

export const saveDraftAction = tenantAction({ name: "message.draft", permission: "messages:send", limit: OFTEN })
  .inputSchema(saveDraftInput)
  .action(async ({ parsedInput, ctx }) => saveDraft(ctx.tx, { ...parsedInput, userId: ctx.principal.actor.userId }));

export const touchPresenceAction = tenantAction({
  name: "conversation.presence",
  permission: "conversations:read",
  limit: OFTEN,
})
  .inputSchema(touchPresenceInput)
  .action(async ({ parsedInput, ctx }) =>
    touchPresence(ctx.tx, { ...parsedInput, userId: ctx.principal.actor.userId, now: new Date() }),
  );

export const setPreferredLineAction = tenantAction({ name: "conversation.line", permission: "conversations:write" })
  .inputSchema(preferredLineInput)
  .action(async ({ parsedInput, ctx }) => setPreferredLine(ctx.tx, parsedInput));

export const renderTemplateAction = tenantAction({ name: "template.render", permission: "messages:send" })
  .inputSchema(renderTemplateInput)
  .action(async ({ parsedInput, ctx }) =>
    renderTemplate(ctx.tx, { ...parsedInput, userId: ctx.principal.actor.userId }),
  );

export const saveViewAction = tenantAction({ name: "view.save", permission: "conversations:read" })
  .inputSchema(saveViewInput)
  .action(async ({ parsedInput, ctx }) => {
    if (parsedInput.isShared && !ctx.principal.permissions.has("conversations:write")) {
      throw new AppError("forbidden", "Your role may keep views for yourself only");
    }
    return saveView(ctx.tx, { ...parsedInput, userId: ctx.principal.actor.userId });
  });

export const deleteViewAction = tenantAction({ name: "view.delete", permission: "conversations:read" })
  .inputSchema(viewIdInput)
  .action(async ({ parsedInput, ctx }) => deleteView(ctx.tx, { ...parsedInput, userId: ctx.principal.actor.userId }));

export const makeContactAction = tenantAction({ name: "conversation.make_contact", permission: "contacts:write" })
  .inputSchema(makeContactInput)
  .action(async ({ parsedInput: { conversationId, ...person }, ctx }) =>
    makeContactOf(ctx.tx, { conversationId, person }),
  );

export const linkConversationAction = tenantAction({ name: "conversation.link", permission: "contacts:write" })
  .inputSchema(linkConversationInput)
  .action(async ({ parsedInput, ctx }) => linkConversation(ctx.tx, parsedInput));
