import { useTranslations } from "next-intl";
import { ClearFilters } from "@/components/ui/clear-filters";
import { FilterSelect } from "@/components/ui/filter-select";
import { SearchField } from "@/components/ui/search-field";
import { Toolbar } from "@/components/ui/toolbar";
import type { LogDoor } from "@/lib/domain/webhook-events/list-log-doors";
import { DELIVERY_ORIGINS, DELIVERY_VERDICTS, STORED_STATES } from "@/lib/domain/webhook-events/webhook-log.schema";
import { useProviderName } from "../use-provider-name";
import { FILTER_PARAMS, TIME_SPANS } from "./event-query";
import { useDoorName } from "./use-door-name";

/** Filters of the log; each lives in the address. */
export function EventFilters({ doors }: { doors: readonly LogDoor[] }) {
  const t = useTranslations("webhook-events");
  const nameOf = useProviderName();
  const doorName = useDoorName();
  // VAPI's events may come over the platform's own door as well.
  const providers = [...new Set([...doors.map(({ provider }) => provider), "vapi"])];
  return (
    <Toolbar end={<ClearFilters params={FILTER_PARAMS} />}>
      <SearchField label={t("filters.search")} />
      <FilterSelect
        label={t("filters.state")}
        param="state"
        options={STORED_STATES.map((state) => ({ value: state, label: t(`states.${state}`) }))}
      />
      <FilterSelect
        label={t("filters.verdict")}
        param="verdict"
        options={DELIVERY_VERDICTS.map((verdict) => ({ value: verdict, label: t(`verdicts.${verdict}`) }))}
      />
      <FilterSelect
        label={t("filters.provider")}
        param="provider"
        options={providers.map((provider) => ({ value: provider, label: nameOf(provider) }))}
      />
      {doors.length > 1 ? (
        <FilterSelect
          label={t("filters.endpoint")}
          param="endpoint"
          options={doors.map((door) => ({ value: door.id, label: doorName(door) }))}
        />
      ) : null}
      <FilterSelect
        label={t("filters.origin")}
        param="origin"
        options={DELIVERY_ORIGINS.map((origin) => ({ value: origin, label: t(`origins.${origin}`) }))}
      />
      <FilterSelect
        label={t("filters.time")}
        param="time"
        options={TIME_SPANS.map((span) => ({ value: span, label: t(`times.${span}`) }))}
      />
    </Toolbar>
  );
}
