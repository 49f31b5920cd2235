import { useTranslations } from "next-intl";
import type { Policy } from "@/lib/domain/compliance/list-policy";

/** Each rule with where it comes from, how it was reviewed and when. */
export function SourceList({ rules }: { rules: Policy["rules"] }) {
  const t = useTranslations("compliance-desk.rules");
  const names = useTranslations("compliance.rules");
  return (
    <ul className="divide-y divide-line-soft border-t border-line-soft">
      {rules.map((rule) => (
        <li key={rule.code} className="flex flex-col gap-0.5 px-4 py-2 text-sm">
          <span className="flex flex-wrap justify-between gap-x-3">
            <span className="font-medium text-ink">{names(rule.code)}</span>
            <span className="text-xs text-subtle">
              {t(`reviews.${rule.review}`)}, {rule.reviewedOn}
            </span>
          </span>
          {rule.sources.map((source) => (
            <span key={source.citation} className="wrap-anywhere text-xs text-muted">
              {source.citation} – {source.source}
            </span>
          ))}
        </li>
      ))}
    </ul>
  );
}
