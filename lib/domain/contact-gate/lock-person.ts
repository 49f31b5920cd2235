import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { lockName, onceIn, type TenantTx, tryLockName, withMachineEyes } from "@/db/tenant";

// A person may be reached under several addresses: numbers, and ids behind which WhatsApp hides a number. What they ask for
// under one holds for the others (see loadOptOuts), so that an address alone is not the place to meet at. Whoever decides
// about a send or dial, and whoever records a wish, takes the addresses first (hidden ones before numbers, since an id gives
// way to its number and never the other way round) and then every contact behind them, by id.

/** One holder at a time for what is reserved, dialled or opted out for a number: a STOP cannot pass a dial half-way (CMP-01). */
export async function lockContactNumber(tx: TenantTx, e164: string): Promise<void> {
  await lockName(tx, placeOf(e164));
}

/** Takes the places of addresses, all in the one order; each contact's comes after them (see lockPeople). */
export async function lockAddresses(tx: TenantTx, addresses: Iterable<string>): Promise<void> {
  for (const address of inLockOrder(addresses)) await lockContactNumber(tx, address);
}

/** As lockContactNumber, without waiting: whether the address's place was free. */
export async function tryLockAddress(tx: TenantTx, address: string): Promise<boolean> {
  return tryLockName(tx, placeOf(address));
}

function placeOf(address: string): string {
  return `contact:${address}`;
}

/** Addresses in the order in which their places are taken: ids before numbers. */
export function inLockOrder(addresses: Iterable<string>): string[] {
  const rank = (address: string) => (address.startsWith("+") ? 1 : 0);
  return [...new Set(addresses)].toSorted((one, other) => rank(one) - rank(other) || (one < other ? -1 : 1));
}

/**
 * Takes the place of one person, by the address that is meant and the contact, when they are one: whoever writes to the
 * contact at another address, or hears a STOP from there, waits (CMP-01). Before any other write and any row lock.
 */
export async function lockPerson(
  tx: TenantTx,
  { address, contactId = null }: { address: string; contactId?: string | null },
): Promise<void> {
  await lockContactNumber(tx, address);
  await lockPeople(tx, { addresses: [address], contactId });
}

/**
 * Takes the places of the contacts behind addresses, by the numbers that they have and the ids that they wrote under, also of
 * those whom the actor may not see. The caller holds the addresses' places: as long as it does, nobody else comes to have
 * one of them.
 */
export async function lockPeople(
  tx: TenantTx,
  { addresses, contactId = null }: { addresses: readonly string[]; contactId?: string | null },
): Promise<void> {
  const numbers = addresses.filter((address) => address.startsWith("+"));
  const hidden = addresses.filter((address) => address.includes("@"));
  const people: SQL[] = [];
  if (contactId !== null) people.push(sql`select ${contactId}::uuid as id`);
  if (numbers.length > 0) people.push(sql`select contact_id from contact_phones where e164 in ${numbers}`);
  if (hidden.length > 0) {
    people.push(sql`select contact_id from messages where client_address in ${hidden} and contact_id is not null`);
  }
  if (people.length === 0) return;
  // The places are taken row by row, in the order of the inner query.
  const takePlaces = () =>
    tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`${tx.tenantId}:person:`}::text || id::text, 0))
      from (${sql.join(people, sql` union `)} order by 1) as people (id)`);
  await onceIn(tx, `people:${JSON.stringify([contactId, ...inLockOrder(addresses)])}`, () =>
    hidden.length > 0 ? withMachineEyes(tx, "lock-people", takePlaces) : takePlaces(),
  );
}
