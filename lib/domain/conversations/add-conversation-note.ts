import "server-only";
import { conversationMentions } from "@/db/schema/conversation-mentions";
import { conversationNotes } from "@/db/schema/conversation-notes";
import type { TenantTx } from "@/db/tenant";
import { AppError } from "@/lib/core/errors";
import { personText } from "@/lib/core/text.schema";
import { listBarredContacts } from "./list-barred-contacts";
import { listMembers } from "./list-members";
import { lockConversation } from "./lock-conversation";
import { touchConversation } from "./touch-conversation";

const MAX_NOTE_LENGTH = 4_000;
const MOST_MENTIONS = 20;

type NewNote = { conversationId: string; userId: string; body: string; mentions: readonly string[] };

/**
 * Writes a note for the firm's own eyes. Whoever is named in it is told, and has to belong to the firm and be allowed to see
 * the contact.
 * @throws AppError `not_found`; `invalid_input` for no or a too long text, or who cannot be named
 */
export async function addConversationNote(tx: TenantTx, note: NewNote): Promise<{ noteId: string }> {
  const { conversationId, userId } = note;
  const body = personText(MAX_NOTE_LENGTH).safeParse(note.body);
  if (!body.success) throw new AppError("invalid_input", "A note has between 1 and 4,000 characters");
  const row = await lockConversation(tx, conversationId);
  if (!row) throw new AppError("not_found", "There is no such conversation");
  const mentions = [...new Set(note.mentions)].filter((each) => each !== userId);
  await requireNameable(tx, mentions, row.contactId);
  const [kept] = await tx
    .insert(conversationNotes)
    .values({ conversationId, authorUserId: userId, body: body.data })
    .returning({ id: conversationNotes.id });
  if (!kept) throw new Error("the note was not stored");
  if (mentions.length > 0) {
    await tx
      .insert(conversationMentions)
      .values(mentions.map((each) => ({ noteId: kept.id, userId: each, conversationId })));
  }
  await touchConversation(tx, conversationId);
  return { noteId: kept.id };
}

async function requireNameable(tx: TenantTx, userIds: string[], contactId: string | null): Promise<void> {
  if (userIds.length > MOST_MENTIONS) throw new AppError("invalid_input", "A note names at most 20 people");
  const members = await listMembers(tx, userIds);
  for (const userId of userIds) {
    const isBarred = (await listBarredContacts(tx, userId, [contactId])).size > 0;
    if (isBarred || !members.has(userId)) {
      throw new AppError(
        "invalid_input",
        "Somebody who is named does not belong to the firm or may not see this contact",
      );
    }
  }
}
