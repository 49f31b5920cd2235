import "server-only";
import { and, count, isNull, max } from "drizzle-orm";
import { ownRows } from "@/db/own-rows";
import { doNotCallNumbers } from "@/db/schema/do-not-call-numbers";
import type { TenantTx } from "@/db/tenant";
import { DO_NOT_CALL_LISTS } from "./do-not-call.schema";
import { type DoNotCallList, staleFrom } from "./list-age";

export type ListSummary = {
  list: DoNotCallList;
  numbers: number;
  /** The newest day among them; null for a list that the firm never brought in. */
  listedOn: Date | null;
  staleFrom: Date | null;
  isStale: boolean;
};

/** Each kind of list with its numbers and its age, the ones that were never brought in as well. */
export async function summarizeLists(tx: TenantTx, now: Date): Promise<ListSummary[]> {
  const rows = await tx
    .select({ list: doNotCallNumbers.list, numbers: count(), listedOn: max(doNotCallNumbers.listedOn) })
    .from(doNotCallNumbers)
    .where(and(ownRows(tx, doNotCallNumbers.tenantId), isNull(doNotCallNumbers.removedAt)))
    .groupBy(doNotCallNumbers.list);
  return DO_NOT_CALL_LISTS.map((list) => {
    const row = rows.find((each) => each.list === list);
    const listedOn = row?.listedOn ?? null;
    const until = listedOn === null ? null : staleFrom(list, listedOn);
    return { list, numbers: row?.numbers ?? 0, listedOn, staleFrom: until, isStale: until !== null && until <= now };
  });
}
