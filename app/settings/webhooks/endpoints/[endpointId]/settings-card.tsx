import { useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import { DescriptionItem, DescriptionList } from "@/components/ui/description-list";
import type { EndpointSummary } from "@/lib/domain/webhook-endpoints/endpoint-summary";
import {
  type AccountNeed,
  accountNeedOf,
  asEndpointProvider,
} from "@/lib/domain/webhook-endpoints/provider-modes.schema";
import { setEndpointStateAction, updateEndpointAction } from "../../actions";
import { SettingsForm } from "./settings-form";
import { TakeSwitch } from "./take-switch";

/** What the firm calls the address, whose deliveries it takes, and whether it takes any now. */
export function SettingsCard({ endpoint, canManage }: { endpoint: EndpointSummary; canManage: boolean }) {
  const t = useTranslations("webhook-endpoints.settings");
  const provider = asEndpointProvider(endpoint.provider);
  const need = provider === null ? "none" : accountNeedOf(provider, endpoint.mode);
  if (!canManage || provider === null) return <SettingsFacts endpoint={endpoint} need={need} />;
  return (
    <Card title={t("title")}>
      <div className="flex flex-col gap-4">
        <TakeSwitch endpointId={endpoint.id} isActive={endpoint.state === "active"} setState={setEndpointStateAction} />
        <SettingsForm
          endpointId={endpoint.id}
          provider={provider}
          need={need}
          label={endpoint.label}
          account={endpoint.account}
          save={updateEndpointAction}
        />
      </div>
    </Card>
  );
}

function SettingsFacts({ endpoint: { label, account }, need }: { endpoint: EndpointSummary; need: AccountNeed }) {
  const t = useTranslations("webhook-endpoints");
  return (
    <Card title={t("settings.title")}>
      <DescriptionList>
        <DescriptionItem term={t("new.label")}>{label}</DescriptionItem>
        {need === "none" ? null : (
          <DescriptionItem term={t("settings.account")}>
            {account ?? <span className="text-subtle">{t("settings.anyAccount")}</span>}
          </DescriptionItem>
        )}
      </DescriptionList>
    </Card>
  );
}
