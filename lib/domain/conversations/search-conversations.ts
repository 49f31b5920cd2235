import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { conversations } from "@/db/schema/conversations";
import type { TenantTx } from "@/db/tenant";
import { prefixQuery } from "@/lib/core/search-text";
import { normalizePhone } from "@/lib/domain/phones/normalize-phone";

/** Of the messages that hold the words, the newest so many are looked at: rarer words find older ones. */
const MOST_MESSAGES = 2_000;
/** More people than this are not told apart by what was typed. The bound also lets Postgres hash them. */
const MOST_CONTACTS = 100_000;
const MOST_TYPED = 80;

/**
 * The condition that a conversation is meant by what was typed: a number in any spelling, the beginnings of words of the
 * person's name, or of words of a message. Each part finds ids through an index of its own; a condition over the joined
 * tables could use none.
 */
export function matchesConversation(tx: TenantTx, query: string | null | undefined): SQL | undefined {
  const typed = query?.trim().slice(0, MOST_TYPED);
  if (!typed) return undefined;
  const digits = typed.replaceAll(/\D/g, "");
  if (digits.length >= 4 && !/\p{L}/u.test(typed)) return hasNumber(tx, typed, digits);
  const words = prefixQuery(typed);
  if (!words) return sql`false`;
  return sql`(${conversations.contactId} in (select p.id from contacts p
      where p.tenant_id = ${tx.tenantId} and p.search @@ to_tsquery('simple', ${words}) limit ${MOST_CONTACTS})
    or (${conversations.contactId} is null and ${conversations.senderName} is not null
      and to_tsvector('simple', docketline.fold(${conversations.senderName})) @@ to_tsquery('simple', ${words}))
    or ${conversations.id} in (
      select w.conversation_id from docketline.find_conversations_by_words(${words}, ${MOST_MESSAGES}) w))`;
}

// The beginning is a range, as in the list of contacts: row-level security lets an index answer it.
function hasNumber(tx: TenantTx, typed: string, digits: string): SQL {
  const whole = normalizePhone(typed);
  const start = whole.ok ? whole.e164 : `+${digits.startsWith("1") ? digits : `1${digits}`}`;
  const end = whole.ok ? whole.e164 : start + "9".repeat(16);
  const isEnd = whole.ok ? sql`false` : sql`true`;
  const ending = `%${digits}`;
  return sql`(${conversations.contactId} in (select p.contact_id from contact_phones p
      where p.tenant_id = ${tx.tenantId} and (p.e164 between ${start} and ${end} or (${isEnd} and p.e164 like ${ending}))
      limit ${MOST_CONTACTS})
    or (${conversations.contactId} is null and (${conversations.clientAddress} between ${start} and ${end}
      or (${isEnd} and ${conversations.clientAddress} like ${ending}))))`;
}
