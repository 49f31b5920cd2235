import { useTranslations } from "next-intl";
import { FilterSelect } from "@/components/ui/filter-select";
import { useProviderName } from "./use-provider-name";

/** Narrows the list to one provider; shown when it holds more than one. */
export function ProviderFilter({ providers }: { providers: readonly string[] }) {
  const t = useTranslations("webhook-endpoints.list");
  const nameOf = useProviderName();
  const present = [...new Set(providers)];
  if (present.length < 2) return null;
  return (
    <FilterSelect
      label={t("provider")}
      param="provider"
      options={present.map((provider) => ({ value: provider, label: nameOf(provider) }))}
    />
  );
}
