import "server-only";
import { z } from "zod";
import { lenientFlag, lenientId, lenientNumber, lenientText, numberOrText } from "@/lib/webhooks/lenient-fields";

/** `{event, instance, data, sender, date_time, …}`: `data` may be null or a list (providers-crm B.2). */
export const evolutionEnvelope = z.object({
  event: z.string().min(1).max(120),
  instance: lenientText(100),
  data: z.unknown(),
  /** The firm's own WhatsApp id; absent on the EVOLUTION channel. */
  sender: lenientText(100),
  /** The gateway's local time printed with a Z: tells one event from the next, and no time. */
  date_time: lenientText(40),
});

const jid = lenientText(100);

/** Where a message stands. Behind a hidden number (`@lid`) some versions tell the number beside it. */
const keyFields = z.object({
  id: lenientText(128),
  remoteJid: jid,
  remoteJidAlt: jid,
  senderPn: jid,
  fromMe: lenientFlag,
});
const object = z.record(z.string(), z.unknown());

/** Seconds; a number, a text, or the two halves of a 64-bit integer. */
const seconds = z
  .union([numberOrText, z.object({ low: z.number() }).transform(({ low }) => low)])
  .optional()
  .catch(undefined);

/** One entry of `data`: a message, or what became of one, whose key then stands in the entry itself. */
export const evolutionItem = keyFields.extend({
  key: keyFields.optional().catch(undefined),
  keyId: lenientText(128),
  pushName: lenientText(200),
  status: lenientId,
  message: object.optional().catch(undefined),
  editedMessage: object.optional().catch(undefined),
  messageTimestamp: seconds,
  timestampMs: lenientNumber,
  state: lenientText(40),
  statusReason: lenientNumber,
  statusCode: lenientNumber,
  disconnectionReasonCode: lenientNumber,
});
export type EvolutionItem = z.output<typeof evolutionItem>;

const text = z.string().optional().catch(undefined);
const file = z.object({ caption: text, mimetype: lenientText(200), fileName: lenientText(300) });
const part = <Shape extends z.ZodType>(shape: Shape) => shape.optional().catch(undefined);

/** The parts of a WhatsApp message in which words and files stand (providers-crm B.3). */
export const evolutionContent = z.object({
  conversation: text,
  extendedTextMessage: part(z.object({ text })),
  imageMessage: part(file),
  videoMessage: part(file),
  ptvMessage: part(file),
  audioMessage: part(file),
  documentMessage: part(file),
  stickerMessage: part(file),
  locationMessage: part(z.object({ degreesLatitude: z.number(), degreesLongitude: z.number(), name: text })),
  liveLocationMessage: part(z.object({ degreesLatitude: z.number(), degreesLongitude: z.number(), name: text })),
  contactMessage: part(z.object({ displayName: text })),
  contactsArrayMessage: part(z.object({ displayName: text })),
  reactionMessage: part(z.object({ text })),
  buttonsResponseMessage: part(z.object({ selectedDisplayText: text })),
  templateButtonReplyMessage: part(z.object({ selectedDisplayText: text })),
  listResponseMessage: part(z.object({ title: text })),
  interactiveResponseMessage: part(z.object({ body: part(z.object({ text })) })),
});

/** A message that stands inside another: vanishing, seen once, a document with words, an edit. */
export const evolutionWrapped = z.object({ message: object });
