import { useTranslations } from "next-intl";
import { ClearFilters } from "@/components/ui/clear-filters";
import { FilterSelect } from "@/components/ui/filter-select";
import { Toolbar } from "@/components/ui/toolbar";
import { BLOCKING_RULES, DECISION_PARAMS, KINDS, ORIGINS, WINDOWS } from "./decision-query";

/** Filters of the decisions; each lives in the address. */
export function DecisionFilters() {
  const t = useTranslations("compliance-desk");
  const rules = useTranslations("compliance.rules");
  return (
    <Toolbar end={<ClearFilters params={DECISION_PARAMS} />}>
      <FilterSelect
        label={t("filters.verdict")}
        param="verdict"
        options={(["blocked", "allowed"] as const).map((verdict) => ({
          value: verdict,
          label: t(`verdicts.${verdict}`),
        }))}
      />
      <FilterSelect
        label={t("filters.rule")}
        param="rule"
        options={BLOCKING_RULES.map((rule) => ({ value: rule, label: rules(rule) }))}
      />
      <FilterSelect
        label={t("filters.kind")}
        param="kind"
        options={KINDS.map((kind) => ({ value: kind, label: t(`kinds.${kind}`) }))}
      />
      <FilterSelect
        label={t("filters.origin")}
        param="origin"
        options={ORIGINS.map((origin) => ({ value: origin, label: t(`origins.${origin}`) }))}
      />
      <FilterSelect
        label={t("filters.time")}
        param="days"
        options={WINDOWS.map((days) => ({ value: days, label: t("figures.window", { days: Number(days) }) }))}
      />
    </Toolbar>
  );
}
