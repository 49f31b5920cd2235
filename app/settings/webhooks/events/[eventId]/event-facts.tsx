import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Card } from "@/components/ui/card";
import { CopyButton } from "@/components/ui/copy-button";
import { DescriptionItem, DescriptionList } from "@/components/ui/description-list";
import { ExactTime } from "@/components/ui/exact-time";
import { TextLink } from "@/components/ui/text-link";
import type { WebhookEventRecord } from "@/lib/domain/webhook-events/find-webhook-event";
import { useProviderName } from "../../use-provider-name";
import { useDoorName } from "../use-door-name";

/** An event's ids and where it came through. */
export function EventFacts({ event }: { event: WebhookEventRecord }) {
  const t = useTranslations("webhook-events");
  const name = useProviderName()(event.provider);
  const { requestId, sizeBytes, identity, callId } = event;
  return (
    <Card
      title={t("page.facts")}
      footer={
        <TextLink href={`/settings/webhooks/events?${new URLSearchParams({ q: event.eventType })}`}>
          {t("page.otherEvents")}
        </TextLink>
      }
    >
      <DescriptionList>
        <DescriptionItem term={t("filters.provider")}>{name}</DescriptionItem>
        <DescriptionItem term={t("columns.address")}>
          <Door event={event} />
        </DescriptionItem>
        <DescriptionItem term={t("columns.when")}>
          <ExactTime value={event.receivedAt} withZone />
        </DescriptionItem>
        {callId === null ? null : (
          <DescriptionItem term={t("page.call")}>
            <TextLink href={`/desk/calls/${callId}`}>{t("page.openCall")}</TextLink>
          </DescriptionItem>
        )}
        {sizeBytes === null ? null : (
          <DescriptionItem term={t("page.size")}>
            <span className="tabular-nums">{t("page.receivedSize", { size: sizeBytes })}</span>
          </DescriptionItem>
        )}
        <Identifier term={t("page.id")} value={event.id} />
        {requestId === null ? null : <Identifier term={t("page.requestId")} value={requestId} />}
        {identity === null ? null : (
          <Identifier term={t("page.identity")} value={identity}>
            <span className="block text-xs text-subtle">{t("page.identityHint")}</span>
          </Identifier>
        )}
      </DescriptionList>
    </Card>
  );
}

function Door({ event: { endpoint, provider } }: { event: WebhookEventRecord }) {
  const t = useTranslations("webhook-events");
  const nameOf = useDoorName();
  if (endpoint === null) return t("platformDoor");
  const name = nameOf({ ...endpoint, provider });
  if (endpoint.state === "deleted") return name;
  return <TextLink href={`/settings/webhooks/endpoints/${endpoint.id}`}>{name}</TextLink>;
}

function Identifier({ term, value, children }: { term: string; value: string; children?: ReactNode }) {
  return (
    <DescriptionItem term={term}>
      <span className="flex items-start gap-1">
        <code className="font-mono text-xs leading-5 wrap-anywhere">{value}</code>
        <CopyButton value={value} size="sm" />
      </span>
      {children}
    </DescriptionItem>
  );
}
