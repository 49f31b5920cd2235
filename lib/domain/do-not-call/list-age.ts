import "server-only";
import type { doNotCallNumbers } from "@/db/schema/do-not-call-numbers";

export type DoNotCallList = (typeof doNotCallNumbers.$inferSelect)["list"];

/** A version of the national list may be used for 31 days (47 CFR 64.1200(c)(2)(i)(D)). The same is taken for state lists. */
const FRESH_MS = 31 * 86_400_000;

/** The day from which on a list is too old to go by; the firm's own list and litigators' lists do not age. */
export function staleFrom(list: DoNotCallList, listedOn: Date): Date | null {
  return list === "national" || list === "state" ? new Date(listedOn.getTime() + FRESH_MS) : null;
}
