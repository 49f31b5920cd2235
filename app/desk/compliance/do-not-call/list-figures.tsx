import { useFormatter, useTranslations } from "next-intl";
import { Stat, StatRow } from "@/components/ui/stat";
import { Status } from "@/components/ui/status";
import type { ListSummary } from "@/lib/domain/do-not-call/summarize-lists";
import { linkWith } from "../../list-links";

/** Each list with its numbers and its age; a figure opens exactly the numbers that it counts. */
export function ListFigures({ lists }: { lists: readonly ListSummary[] }) {
  const t = useTranslations("do-not-call");
  const format = useFormatter();
  return (
    <StatRow>
      {lists.map((summary) => (
        <Stat
          key={summary.list}
          label={t(`lists.${summary.list}`)}
          value={format.number(summary.numbers)}
          hint={<Age summary={summary} />}
          href={linkWith("/desk/compliance/do-not-call", {}, { list: summary.list })}
        />
      ))}
    </StatRow>
  );
}

function Age({ summary: { listedOn, staleFrom, isStale } }: { summary: ListSummary }) {
  const t = useTranslations("do-not-call.summary");
  const format = useFormatter();
  // A list has a day, not an hour: it is the same day on every clock.
  const day = (date: Date) => format.dateTime(date, { dateStyle: "medium", timeZone: "UTC" });
  if (listedOn === null) return t("never");
  if (isStale && staleFrom !== null) return <Status tone="warning">{t("stale", { date: day(staleFrom) })}</Status>;
  return t("listedOn", { date: day(listedOn) });
}
