import "server-only";
import { and, between, eq, exists, gte, inArray, not, notInArray, sql } from "drizzle-orm";
import { messageMappings } from "@/db/schema/message-mappings";
import { messageSends } from "@/db/schema/message-sends";
import { messages } from "@/db/schema/messages";
import type { TenantTx } from "@/db/tenant";
import { THOUGHT_LOST } from "@/lib/domain/sends/thought-lost";
import type { MessageRow } from "./find-message";
import type { MessageInput } from "./message-input";

/** How far two systems' clocks and ways may lie apart. */
const TWIN_WINDOW_MS = 90_000;

/**
 * States of a send of ours in which no provider ever got it: what a provider tells of is another message. Unless it was
 * handed over, and only concluded that it did not go.
 */
const NEVER_SENT = ["waiting", "refused", "blocked", "cancelled"] as const;

/**
 * The message that another provider already told of, when this is the same one: same person, direction, channel and words,
 * at about the same time, and not yet known to this provider: what one provider tells twice under two ids is two messages.
 * A message of our own counts from the moment that it is handed over, before its answer names an id. Of several, the
 * nearest in time.
 */
export async function findTwin(tx: TenantTx, input: MessageInput, clientAddress: string): Promise<MessageRow | null> {
  const sentAt = input.sentAt.getTime();
  const knownToProvider = tx
    .select({ messageId: messageMappings.messageId })
    .from(messageMappings)
    .where(
      and(
        eq(messageMappings.tenantId, messages.tenantId),
        eq(messageMappings.messageId, messages.id),
        eq(messageMappings.provider, input.provider),
      ),
    );
  const neverSent = tx
    .select({ messageId: messageSends.messageId })
    .from(messageSends)
    .where(
      and(
        eq(messageSends.tenantId, messages.tenantId),
        eq(messageSends.messageId, messages.id),
        inArray(messageSends.state, NEVER_SENT),
        notInArray(sql`coalesce(${messageSends.failureCode}, '')`, [...THOUGHT_LOST]),
      ),
    );
  const near = await tx
    .select()
    .from(messages)
    .where(
      and(
        eq(messages.clientAddress, clientAddress),
        between(messages.sentAt, new Date(sentAt - TWIN_WINDOW_MS), new Date(sentAt + TWIN_WINDOW_MS)),
        eq(messages.direction, input.direction),
        eq(messages.channel, input.channel),
        gte(messages.stateRank, 0),
        not(exists(knownToProvider)),
        not(exists(neverSent)),
      ),
    )
    .orderBy(messages.sentAt, messages.id)
    .limit(100);
  const distance = (row: MessageRow) => Math.abs(row.sentAt.getTime() - sentAt);
  return near.filter((row) => isSame(row, input)).toSorted((a, b) => distance(a) - distance(b))[0] ?? null;
}

function isSame(row: MessageRow, input: MessageInput): boolean {
  const words = wordsOf(input.body);
  if (wordsOf(row.body) !== words) return false;
  // Without words only the number of pictures is left to tell messages apart, and nothing at all says nothing.
  if (words === "" && (input.media.length === 0 || row.media.length !== input.media.length)) return false;
  return !areOtherNumbers(row.line, input.line);
}

/** Systems differ in white space and in how they write accents. */
function wordsOf(body: string): string {
  return body.normalize("NFC").replace(/\s+/gu, " ").trim();
}

/** Two lines of the firm are two messages; a line that one system names otherwise than by its number says nothing. */
function areOtherNumbers(one: string | null, other: string | null): boolean {
  return one !== null && other !== null && one.startsWith("+") && other.startsWith("+") && one !== other;
}
