import "server-only";
import { and, asc, eq, inArray, isNull } from "drizzle-orm";
import { lines } from "@/db/schema/lines";
import { messageMappings } from "@/db/schema/message-mappings";
import { messageMedia } from "@/db/schema/message-media";
import { messages } from "@/db/schema/messages";
import type { TenantTx } from "@/db/tenant";
import { keyServiceOf } from "@/lib/domain/lines/key-service-of";
import { getApiKey } from "@/lib/vault/get-api-key";
import { unseal } from "@/lib/vault/unseal";
import { mediaSourceBinding } from "./media-binding";

const ASKED = ["twilio", "evolution", "ghl"] as const;
const NAMING = ["texting", "broadcast"] as const;

export type AskedProvider = (typeof ASKED)[number];

type WaitingFile = { mediaId: string; position: number };

/** How the files of one message are to be had. */
export type MediaFetch =
  | {
      kind: "ask";
      provider: AskedProvider;
      /** AccountSid, locationId, or the name of the WhatsApp instance. */
      account: string;
      providerMessageId: string;
      key: string;
      waiting: WaitingFile[];
    }
  | { kind: "follow"; hosts: readonly string[]; waiting: (WaitingFile & { url: string })[] }
  /** No line of the provider has a key. */
  | { kind: "not_connected"; waiting: WaitingFile[] };

/** What to fetch and how, or null when nothing waits. */
export async function beginMediaFetch(tx: TenantTx, messageId: string): Promise<MediaFetch | null> {
  const rows = await tx
    .select({
      mediaId: messageMedia.id,
      position: messageMedia.position,
      sourceCiphertext: messageMedia.sourceCiphertext,
    })
    .from(messageMedia)
    .where(and(eq(messageMedia.messageId, messageId), eq(messageMedia.state, "waiting")))
    .orderBy(asc(messageMedia.position));
  if (rows.length === 0) return null;
  const known = await tx
    .select({
      provider: messageMappings.provider,
      providerMessageId: messageMappings.providerMessageId,
      account: messageMappings.account,
      line: messages.line,
    })
    .from(messageMappings)
    .innerJoin(messages, eq(messages.id, messageMappings.messageId))
    .where(and(eq(messageMappings.messageId, messageId), inArray(messageMappings.provider, [...ASKED, ...NAMING])))
    .orderBy(asc(messageMappings.createdAt));
  const named: (WaitingFile & { url: string })[] = [];
  for (const { mediaId, position, sourceCiphertext } of rows) {
    if (sourceCiphertext === null) continue;
    named.push({ mediaId, position, url: await unseal(tx, mediaSourceBinding(mediaId), sourceCiphertext) });
  }
  if (named.length > 0) return { kind: "follow", hosts: await findHosts(tx, known), waiting: named };
  const waiting = rows.map(({ mediaId, position }) => ({ mediaId, position }));
  for (const each of known) {
    const provider = ASKED.find((name) => name === each.provider);
    const way = provider === undefined ? null : await findWay(tx, provider, each);
    if (provider && way) {
      return { kind: "ask", provider, providerMessageId: each.providerMessageId, ...way, waiting };
    }
  }
  return { kind: "not_connected", waiting };
}

type Known = { provider: string; account: string; line: string | null };

async function findWay(
  tx: TenantTx,
  provider: AskedProvider,
  { account, line: address }: Known,
): Promise<{ account: string; key: string } | null> {
  const lineRows = await listLinesOf(tx, provider);
  const line = {
    // At Twilio any line of the firm opens its account.
    twilio: lineRows.find((row) => row.address === address) ?? lineRows[0],
    ghl: lineRows.find((row) => row.account === account),
    evolution: lineRows.find((row) => row.address === account),
  }[provider];
  if (line === undefined) return null;
  const key = await getApiKey(tx, keyServiceOf(line));
  const opened = provider === "twilio" ? line.account : account;
  return key === null || opened === null ? null : { account: opened, key };
}

/** What the admin allowed for the line that the message came by. */
async function findHosts(tx: TenantTx, known: readonly Known[]): Promise<readonly string[]> {
  for (const each of known) {
    const provider = NAMING.find((name) => name === each.provider);
    if (provider === undefined) continue;
    const line = (await listLinesOf(tx, provider)).find(({ address }) => address === each.line);
    if (line) return line.settings.fileHosts ?? [];
  }
  return [];
}

async function listLinesOf(tx: TenantTx, provider: AskedProvider | (typeof NAMING)[number]) {
  return tx
    .select({
      id: lines.id,
      provider: lines.provider,
      address: lines.address,
      account: lines.account,
      settings: lines.settings,
    })
    .from(lines)
    .where(and(eq(lines.provider, provider), isNull(lines.removedAt)))
    .orderBy(asc(lines.createdAt));
}
