import type { ThreadItem } from "../inbox-data";

export type DayGroup = { day: string; at: string; items: ThreadItem[] };

/** Items cut at the reader's midnights. */
export function groupByDay(items: readonly ThreadItem[], timeZone: string): DayGroup[] {
  const dayOf = new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" });
  const groups: DayGroup[] = [];
  for (const item of items) {
    const day = dayOf.format(new Date(item.at));
    const last = groups.at(-1);
    if (last?.day === day) last.items.push(item);
    else groups.push({ day, at: item.at, items: [item] });
  }
  return groups;
}
