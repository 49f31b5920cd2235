import { useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { Callout } from "@/components/ui/callout";
import { Columns } from "@/components/ui/columns";
import type { MaskedPayload } from "@/lib/domain/webhook-events/find-masked-payload";
import type { WebhookEventRecord } from "@/lib/domain/webhook-events/find-webhook-event";
import {
  dryRunEventAction,
  dryRunEventsAction,
  markEventsDoneAction,
  quarantineEventsAction,
  releaseEventsAction,
  replayEventsAction,
  revealEventAction,
} from "../actions";
import { ActsBar, type EventAct } from "../acts-bar";
import { EventStatus } from "../event-status";
import { CausesCard } from "./causes-card";
import { EventFacts } from "./event-facts";
import { EventTimeline } from "./event-timeline";
import { PayloadCard } from "./payload-card";

type EventViewProps = { event: WebhookEventRecord; content: MaskedPayload | null; canManage: boolean };

/** What each state allows, as the verbs have it. */
const OFFERED: Record<WebhookEventRecord["state"], readonly EventAct[]> = {
  received: ["markDone", "quarantine"],
  processing: [],
  processed: ["replay"],
  ignored: ["replay"],
  failed: ["markDone", "quarantine", "replay"],
  dead: ["markDone", "quarantine", "replay"],
  quarantined: ["markDone", "release"],
};
const NEEDS_CONTENT: readonly EventAct[] = ["replay", "release"];

/** One event: what happened to it, what it said, what it caused, and what can be done about it. */
export function EventView({ event, content, canManage }: EventViewProps) {
  const t = useTranslations("webhook-events");
  const offered = OFFERED[event.state].filter((act) => event.hasContent || !NEEDS_CONTENT.includes(act));
  const state = event.isBeingWorkedOn ? "processing" : event.state;
  return (
    <>
      <header className="flex flex-col gap-2">
        <Breadcrumbs current={event.eventType} items={[{ href: "/settings/webhooks/events", label: t("page.back") }]} />
        <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
          <div className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1">
            <h2 className="font-mono text-base font-semibold wrap-anywhere text-ink">{event.eventType}</h2>
            <EventStatus state={state} />
            {event.origin === "delivery" ? null : <Badge tone="accent">{t(`origins.${event.origin}`)}</Badge>}
          </div>
          {canManage ? (
            <div className="flex flex-wrap items-center gap-2">
              <ActsBar
                eventIds={[event.id]}
                offered={offered}
                actions={{
                  dryRun: dryRunEventAction,
                  dryRunMany: dryRunEventsAction,
                  replay: replayEventsAction,
                  quarantine: quarantineEventsAction,
                  release: releaseEventsAction,
                  markDone: markEventsDoneAction,
                }}
              />
            </div>
          ) : null}
        </div>
        <p className="max-w-prose text-sm text-muted">{t(`stateMeans.${state}`)}</p>
      </header>
      {event.isWalled ? (
        <Callout tone="warning" title={t("walled.label")}>
          {t("walled.body")}
        </Callout>
      ) : null}
      <Columns
        main={
          <>
            <EventTimeline event={event} />
            {event.isWalled ? null : (
              <PayloadCard
                eventId={event.id}
                content={content}
                removedAt={event.contentRemovedAt}
                canReveal={canManage}
                reveal={revealEventAction}
              />
            )}
          </>
        }
        aside={
          <>
            {event.isWalled ? null : <CausesCard event={event} />}
            <EventFacts event={event} />
          </>
        }
      />
    </>
  );
}
