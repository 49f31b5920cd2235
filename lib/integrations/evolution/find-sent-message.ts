import "server-only";
import { z } from "zod";
import type { SendOrder } from "@/lib/domain/sends/cleared-send";
import type { SentLookUp } from "@/lib/domain/sends/send-answer";
import { askGateway } from "./gateway-request";
import { stateOfStatuses } from "./message-status";
import { writeRecipient } from "./write-recipient";

const PAGE_SIZE = 100;
/** Clocks of the two machines may differ. */
const BEFORE_MS = 120_000;
/** A request may have waited that long at the gateway. */
const AFTER_MS = 15 * 60_000;

const record = z.object({
  key: z.object({
    id: z.string().min(1).max(128),
    fromMe: z.boolean(),
    remoteJid: z.string(),
    remoteJidAlt: z.string().nullish(),
  }),
  message: z
    .object({
      conversation: z.string().nullish(),
      extendedTextMessage: z.object({ text: z.string().nullish() }).nullish(),
    })
    .nullish()
    .catch(null),
  MessageUpdate: z.array(z.looseObject({ status: z.string() })).default([]),
});
type Kept = z.output<typeof record>;

const found = z.object({ messages: z.object({ pages: z.number().int().min(0), records: z.array(z.unknown()) }) });

/**
 * Whether the gateway has a message whose answer was lost: `POST /chat/findMessages/{instance}`, by its words, recipient
 * and time. The gateway keeps no reference of ours, so two that look the same cannot be told apart, nor can one to a
 * person whose number it hides.
 */
export async function findEvolutionMessage(
  look: { order: SendOrder; key: string; attemptedAt: Date },
  signal?: AbortSignal,
): Promise<SentLookUp> {
  const { order, key, attemptedAt } = look;
  const at = attemptedAt.getTime();
  const span = { gte: new Date(at - BEFORE_MS).toISOString(), lte: new Date(at + AFTER_MS).toISOString() };
  const answer = await askGateway({
    method: "POST",
    path: ["chat", "findMessages", order.from],
    key,
    body: { where: { key: { fromMe: true }, messageTimestamp: span }, page: 1, offset: PAGE_SIZE },
    answer: found,
    signal,
  });
  if (!answer.ok) return { kind: "failed" };
  const { pages, records } = answer.value.messages;
  const sameWords = records
    .flatMap((each) => record.safeParse(each).data ?? [])
    .filter((kept) => kept.key.fromMe && wordsOf(kept) === order.body);
  const same = sameWords.filter((kept) => isTo(kept, order.to));
  const [only] = same;
  if (only && same.length === 1) {
    const statuses = only.MessageUpdate.map(({ status }) => status);
    return { kind: "found", providerMessageId: only.key.id, account: order.from, state: stateOfStatuses(statuses) };
  }
  const isHidden = sameWords.some(({ key: { remoteJid, remoteJidAlt } }) => isLid(remoteJid) && !remoteJidAlt);
  return same.length > 1 || isHidden || pages > 1 ? { kind: "cannot_tell" } : { kind: "absent" };
}

function wordsOf({ message }: Kept): string | null {
  return message?.conversation ?? message?.extendedTextMessage?.text ?? null;
}

/** The part before the @ without a device, as `16025550120:12@s.whatsapp.net` has one. */
function isTo({ key: { remoteJid, remoteJidAlt } }: Kept, address: string): boolean {
  const user = (jid: string) => `${jid.replace(/[:@].*$/, "")}${isLid(jid) ? "@lid" : ""}`;
  const wanted = user(writeRecipient(address));
  return [remoteJid, remoteJidAlt].some((jid) => jid && user(jid) === wanted);
}

function isLid(jid: string): boolean {
  return /lid$/i.test(jid);
}
