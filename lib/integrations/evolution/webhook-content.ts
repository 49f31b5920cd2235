import "server-only";
import type { MessageMedia } from "@/db/schema/messages";
import { evolutionContent, evolutionWrapped } from "./webhook-schema";

export type WhatsappContent = { body: string; media: MessageMedia[] };

const WRAPPERS = [
  "ephemeralMessage",
  "viewOnceMessage",
  "viewOnceMessageV2",
  "viewOnceMessageV2Extension",
  "documentWithCaptionMessage",
  "editedMessage",
];
const MAX_WRAPPERS = 4;

/** WhatsApp's own traffic: nobody wrote it. */
const SILENT = new Set([
  "encReactionMessage",
  "fastRatchetKeySenderKeyDistributionMessage",
  "keepInChatMessage",
  "messageContextInfo",
  "pinInChatMessage",
  "pollUpdateMessage",
  "protocolMessage",
  "reactionMessage",
  "senderKeyDistributionMessage",
]);

/**
 * What a message says and which files it brings; null when nobody wrote anything. Something that cannot be shown here (a poll,
 * an order) is a file of an unknown kind, so that staff see that it came.
 */
export function readContent(message: Record<string, unknown>, depth = 0): WhatsappContent | null {
  const wrapped = WRAPPERS.map((name) => evolutionWrapped.safeParse(message[name]).data?.message).find(Boolean);
  if (wrapped && depth < MAX_WRAPPERS) return readContent(wrapped, depth + 1);
  const parsed = evolutionContent.safeParse(message);
  if (!parsed.success) return null;
  const content = parsed.data;
  const file =
    content.imageMessage ??
    content.videoMessage ??
    content.ptvMessage ??
    content.audioMessage ??
    content.documentMessage ??
    content.stickerMessage;
  if (file) {
    const media = { contentType: file.mimetype?.trim() || null, fileName: file.fileName?.trim() || null };
    return { body: file.caption ?? "", media: [media] };
  }
  const words = wordsOf(content);
  if (words) return { body: words, media: [] };
  const isWritten = Object.entries(message).some(([name, part]) => !SILENT.has(name) && isPart(part));
  return isWritten ? { body: "", media: [{ contentType: null, fileName: null }] } : null;
}

function wordsOf(content: ReturnType<typeof evolutionContent.parse>): string | undefined {
  const place = content.locationMessage ?? content.liveLocationMessage;
  return (
    content.conversation ||
    content.extendedTextMessage?.text ||
    content.buttonsResponseMessage?.selectedDisplayText ||
    content.templateButtonReplyMessage?.selectedDisplayText ||
    content.listResponseMessage?.title ||
    content.interactiveResponseMessage?.body?.text ||
    content.reactionMessage?.text ||
    content.contactMessage?.displayName ||
    content.contactsArrayMessage?.displayName ||
    (place && `${place.name ?? ""} (${place.degreesLatitude}, ${place.degreesLongitude})`.trim())
  );
}

function isPart(part: unknown): boolean {
  return typeof part === "object" && part !== null && !Array.isArray(part);
}
