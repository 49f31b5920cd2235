import { useTranslations } from "next-intl";
import { ClearFilters } from "@/components/ui/clear-filters";
import { FilterSelect } from "@/components/ui/filter-select";
import { Toolbar } from "@/components/ui/toolbar";
import { ACTION_PARTS, AUDIT_OUTCOMES, MACHINE_ACTORS, SUBJECT_TYPES } from "./audit-query";
import { useAuditWords } from "./audit-words";

const PARAMS = ["subject", "action", "actor", "outcome", "record"];

/** Filters of the log; each lives in the address. */
export function AuditFilters({ people }: { people: readonly { userId: string; name: string }[] }) {
  const t = useTranslations("audit");
  const { subjectOf } = useAuditWords();
  return (
    <Toolbar end={<ClearFilters params={PARAMS} />}>
      <FilterSelect
        label={t("filters.subject")}
        param="subject"
        options={SUBJECT_TYPES.map((type) => ({ value: type, label: subjectOf(type) }))}
      />
      <FilterSelect
        label={t("filters.action")}
        param="action"
        options={ACTION_PARTS.map((part) => ({ value: part, label: t(`verbFilters.${part}`) }))}
      />
      <FilterSelect
        label={t("filters.actor")}
        param="actor"
        options={[
          ...people.map(({ userId, name }) => ({ value: userId, label: name })),
          ...MACHINE_ACTORS.map((type) => ({ value: type, label: t(`actorTypes.${type}`) })),
        ]}
      />
      <FilterSelect
        label={t("filters.outcome")}
        param="outcome"
        options={AUDIT_OUTCOMES.map((outcome) => ({ value: outcome, label: t(`outcomes.${outcome}`) }))}
      />
    </Toolbar>
  );
}
