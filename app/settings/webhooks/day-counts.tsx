import { useTranslations } from "next-intl";
import type { TrafficCounts } from "@/lib/domain/webhook-endpoints/list-endpoint-traffic";

const KINDS = ["accepted", "ignored", "failed", "refused"] as const;

/** What a day brought, in words; kinds of which there were none are left out. */
export function DayCounts({ counts }: { counts: TrafficCounts }) {
  const t = useTranslations("webhook-endpoints.counts");
  const present = KINDS.filter((kind) => counts[kind] > 0);
  if (present.length === 0) return <span className="text-subtle">{t("none")}</span>;
  return (
    <span className="flex flex-wrap gap-x-2 tabular-nums">
      {present.map((kind) => (
        <span key={kind} className={kind === "failed" || kind === "refused" ? "text-danger" : undefined}>
          {t(kind, { count: counts[kind] })}
        </span>
      ))}
    </span>
  );
}
