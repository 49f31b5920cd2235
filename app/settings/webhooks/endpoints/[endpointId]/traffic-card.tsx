import { useFormatter, useTranslations } from "next-intl";
import { Callout } from "@/components/ui/callout";
import { Card } from "@/components/ui/card";
import { DescriptionItem, DescriptionList } from "@/components/ui/description-list";
import { RelativeTime } from "@/components/ui/relative-time";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { TextLink } from "@/components/ui/text-link";
import type { EndpointSummary } from "@/lib/domain/webhook-endpoints/endpoint-summary";
import { explainRefusal } from "@/lib/domain/webhook-endpoints/explain-refusal";
import type { EndpointTraffic } from "@/lib/domain/webhook-endpoints/list-endpoint-traffic";
import { useRefusalText } from "../../use-refusal-text";

const KINDS = ["accepted", "ignored", "failed", "refused"] as const;

type TrafficCardProps = { endpoint: EndpointSummary; traffic: EndpointTraffic };

/** What came over the address: the last event, a day and a week by what became of it, and the last refusal explained. */
export function TrafficCard({ endpoint, traffic }: TrafficCardProps) {
  const t = useTranslations("webhook-endpoints.traffic");
  return (
    <Card
      title={t("title")}
      description={t("tests")}
      padding="flush"
      footer={<TextLink href={`/settings/webhooks/events?endpoint=${endpoint.id}`}>{t("all")}</TextLink>}
    >
      <div className="border-t border-line-soft px-4">
        <DescriptionList>
          <DescriptionItem term={t("lastEvent")}>
            <LastEvent event={traffic.lastEvent} />
          </DescriptionItem>
        </DescriptionList>
      </div>
      <Counts traffic={traffic} />
      <LastRefusal endpoint={endpoint} refusal={traffic.lastRefusal} />
    </Card>
  );
}

function LastEvent({ event }: { event: EndpointTraffic["lastEvent"] }) {
  const t = useTranslations("webhook-endpoints.traffic");
  if (event === null) return <RelativeTime value={null} />;
  return (
    <span className="flex flex-wrap items-baseline gap-x-2">
      <RelativeTime value={event.receivedAt} />
      {event.isTest ? (
        <span className="text-muted">{t("testEvent")}</span>
      ) : (
        <code className="font-mono text-xs wrap-anywhere text-muted">{event.eventType}</code>
      )}
    </span>
  );
}

function Counts({ traffic }: { traffic: EndpointTraffic }) {
  const t = useTranslations("webhook-endpoints.traffic");
  const format = useFormatter();
  return (
    <Table caption={t("title")}>
      <TableHeader>
        <TableRow>
          <TableHead>
            <span className="sr-only">{t("title")}</span>
          </TableHead>
          <TableHead className="text-end">{t("day")}</TableHead>
          <TableHead className="text-end">{t("week")}</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {KINDS.map((kind) => (
          <TableRow key={kind}>
            <TableHead scope="row" className="h-auto py-1.5 text-sm font-normal whitespace-normal text-ink">
              {t(kind)}
              <span className="block text-xs text-subtle">{t(`${kind}Hint`)}</span>
            </TableHead>
            <TableCell className="text-end tabular-nums">{format.number(traffic.day[kind])}</TableCell>
            <TableCell className="text-end tabular-nums">{format.number(traffic.week[kind])}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function LastRefusal({ endpoint, refusal }: { endpoint: EndpointSummary; refusal: EndpointTraffic["lastRefusal"] }) {
  const t = useTranslations("webhook-endpoints.traffic");
  const textOf = useRefusalText();
  if (refusal === null) return null;
  const { title, help } = textOf(explainRefusal(refusal.reason, refusal.facts, endpoint));
  return (
    <div className="p-4">
      <Callout
        tone="warning"
        title={
          <>
            {t("lastRefusal")}: {title}
          </>
        }
      >
        {help} <RelativeTime value={refusal.refusedAt} />
      </Callout>
    </div>
  );
}
