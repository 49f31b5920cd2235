import { useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import { TextLink } from "@/components/ui/text-link";
import type { EndpointSummary } from "@/lib/domain/webhook-endpoints/endpoint-summary";
import { useProviderName } from "../../use-provider-name";
import { setUpSteps } from "./set-up-steps";

/** What to do at the sender, in its own words, for the proof that this address takes. */
export function SetUpCard({ endpoint: { provider, mode } }: { endpoint: EndpointSummary }) {
  const t = useTranslations("webhook-endpoints.setUp");
  const name = useProviderName()(provider);
  const { keys, variant } = setUpSteps(provider, mode);
  return (
    <Card title={t("title", { provider: name })} description={t("note")}>
      <ol className="flex flex-col gap-3">
        {keys.map((key, index) => (
          <li key={key} className="flex gap-3 text-sm text-ink">
            <span
              aria-hidden="true"
              className="grid size-5 shrink-0 place-items-center rounded-full border border-line bg-sunken text-xs font-medium text-muted tabular-nums"
            >
              {index + 1}
            </span>
            <span className="max-w-prose min-w-0 wrap-anywhere">
              {t.rich(key, {
                provider: name,
                mode: variant,
                code: (text) => <code className="font-mono text-xs">{text}</code>,
              })}
            </span>
          </li>
        ))}
      </ol>
      {provider === "vapi" ? (
        <p className="pt-3 text-sm">
          <TextLink href="/settings/integrations#vapi">{t("integrations")}</TextLink>
        </p>
      ) : null}
    </Card>
  );
}
