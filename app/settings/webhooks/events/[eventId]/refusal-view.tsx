import { useTranslations } from "next-intl";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { Callout } from "@/components/ui/callout";
import { Card } from "@/components/ui/card";
import { CopyButton } from "@/components/ui/copy-button";
import { DescriptionItem, DescriptionList } from "@/components/ui/description-list";
import { ExactTime } from "@/components/ui/exact-time";
import { LinkButton } from "@/components/ui/link-button";
import { explainRefusal } from "@/lib/domain/webhook-endpoints/explain-refusal";
import type { LoggedRefusal } from "@/lib/domain/webhook-events/list-logged-refusals";
import { useProviderName } from "../../use-provider-name";
import { useRefusalText } from "../../use-refusal-text";
import { EventStatus } from "../event-status";
import { useEventWords } from "../use-event-words";

/** A delivery that was turned away: why, what to do about it, and the facts behind both. */
export function RefusalView({ refusal }: { refusal: LoggedRefusal }) {
  const t = useTranslations("webhook-events");
  const { provider, mode, endpointId, endpointLabel } = refusal;
  const door = mode === null ? null : { provider, mode };
  const { title, help } = useRefusalText()(explainRefusal(refusal.reason, refusal.facts, door));
  const name = useProviderName()(provider);
  const { modeOf } = useEventWords();
  const facts = Object.entries(refusal.facts);
  return (
    <>
      <header className="flex flex-col gap-2">
        <Breadcrumbs
          current={t("refusal.title")}
          items={[{ href: "/settings/webhooks/events", label: t("page.back") }]}
        />
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <h2 className="text-base font-semibold text-ink">{t("refusal.title")}</h2>
          <EventStatus state="refused" />
        </div>
      </header>
      <Callout
        tone="danger"
        title={title}
        action={
          endpointId === null ? null : (
            <LinkButton href={`/settings/webhooks/endpoints/${endpointId}`}>{t("refusal.openAddress")}</LinkButton>
          )
        }
      >
        {help}
      </Callout>
      <Card title={t("page.facts")} footer={<span>{t("refusal.nothingKept")}</span>}>
        <DescriptionList>
          <DescriptionItem term={t("filters.provider")}>{name}</DescriptionItem>
          <DescriptionItem term={t("columns.address")}>
            {endpointId === null ? t("platformDoor") : (endpointLabel ?? name)}
          </DescriptionItem>
          {mode === null ? null : <DescriptionItem term={t("refusal.expected")}>{modeOf(mode)}</DescriptionItem>}
          <DescriptionItem term={t("columns.when")}>
            <ExactTime value={refusal.refusedAt} withZone />
          </DescriptionItem>
          <DescriptionItem term={t("refusal.times")}>
            <span className="tabular-nums">{t("refusedTimes", { count: refusal.count })}</span>
            <span className="block text-xs text-subtle">{t("refusal.timesHint")}</span>
          </DescriptionItem>
          <DescriptionItem term={t("page.requestId")}>
            <span className="flex items-start gap-1">
              <code className="font-mono text-xs leading-5 wrap-anywhere">{refusal.requestId}</code>
              <CopyButton value={refusal.requestId} size="sm" />
            </span>
          </DescriptionItem>
          {facts.length === 0 ? null : (
            <DescriptionItem term={t("refusal.facts")}>
              <ul className="flex flex-col gap-0.5">
                {facts.map(([fact, value]) => (
                  <li key={fact} className="font-mono text-xs wrap-anywhere">
                    {fact}: {String(value)}
                  </li>
                ))}
              </ul>
            </DescriptionItem>
          )}
        </DescriptionList>
      </Card>
    </>
  );
}
