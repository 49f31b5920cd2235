import {
  Archive,
  ArchiveRestore,
  CircleCheck,
  CircleX,
  Clock,
  Eraser,
  Eye,
  Inbox,
  type LucideIcon,
  RotateCcw,
  ShieldCheck,
  ShieldOff,
  SkipForward,
} from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { Tone } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { RelativeTime } from "@/components/ui/relative-time";
import { Timeline, TimelineItem } from "@/components/ui/timeline";
import type { WebhookEventRecord } from "@/lib/domain/webhook-events/find-webhook-event";
import type { EventAct } from "@/lib/domain/webhook-events/list-event-acts";
import { ProofBadge } from "../../proof-badge";
import { useProviderName } from "../../use-provider-name";
import { useEventWords } from "../use-event-words";

type Step = { key: string; icon: LucideIcon; tone: Tone; title: string; at: Date | null; note?: ReactNode };

const ACT_ICONS: Record<EventAct["act"], LucideIcon> = {
  replay: RotateCcw,
  quarantine: Archive,
  release: ArchiveRestore,
  mark_done: CircleCheck,
  reveal: Eye,
};

const ARRIVALS = { delivery: "received", recovered: "recovered", test: "test" } as const;

/** What happened to an event, in order: it came, was proven, people acted, its work was done, its content went. */
export function EventTimeline({ event }: { event: WebhookEventRecord }) {
  const t = useTranslations("webhook-events.page");
  const steps = useSteps(event);
  return (
    <Card title={t("timeline")}>
      <Timeline label={t("timeline")}>
        {steps.map(({ key, icon: Icon, tone, title, at, note }) => (
          <TimelineItem
            key={key}
            icon={<Icon />}
            tone={tone}
            title={title}
            time={at === null ? undefined : <RelativeTime value={at} />}
          >
            {note}
          </TimelineItem>
        ))}
      </Timeline>
    </Card>
  );
}

function useSteps(event: WebhookEventRecord): Step[] {
  const t = useTranslations("webhook-events.page");
  const texts = useTranslations("webhook-events");
  const alerts = useTranslations("webhook-alerts.event");
  const name = useProviderName()(event.provider);
  const { modeOf } = useEventWords();
  const work = useWorkStep(event);
  const { receivedAt, sizeBytes, verification, verifiedWith, strength, contentRemovedAt } = event;
  const arrival: Step = {
    key: "received",
    icon: Inbox,
    tone: "accent",
    title: t(ARRIVALS[event.origin], { provider: name }),
    at: receivedAt,
    ...(sizeBytes === null ? {} : { note: t("receivedSize", { size: sizeBytes }) }),
  };
  const fetched: Step = {
    key: "proof",
    icon: ShieldOff,
    tone: "neutral",
    title: alerts("unsigned"),
    at: null,
    note: alerts("fetched", { provider: name }),
  };
  const proof: Step = {
    key: "proof",
    icon: ShieldCheck,
    tone: "success",
    title: t("proof", { mode: modeOf(verification) }),
    at: null,
    note: (
      <span className="flex flex-wrap items-center gap-2">
        {strength === null ? null : <ProofBadge strength={strength} />}
        {texts(`verifiedWith.${verifiedWith}`)}
      </span>
    ),
  };
  const acts = event.acts.map(
    (act): Step => ({
      key: `act-${act.sequence}`,
      icon: ACT_ICONS[act.act],
      tone: "neutral",
      title: `${t(`acts.${act.act}`)} ${t("by", { name: act.actorName ?? t("someone") })}`,
      at: act.occurredAt,
      ...(act.reason === null ? {} : { note: texts(`reasons.${act.reason}`) }),
    }),
  );
  const removal: Step[] =
    contentRemovedAt === null
      ? []
      : [{ key: "removed", icon: Eraser, tone: "neutral", title: t("contentRemoved"), at: contentRemovedAt }];
  // What stands open has no time yet, and comes last.
  const rest = [...acts, ...work, ...removal].toSorted(
    (a, b) => (a.at?.getTime() ?? Infinity) - (b.at?.getTime() ?? Infinity),
  );
  return [arrival, event.origin === "recovered" ? fetched : proof, ...rest];
}

/** Where the event's work stands. An event that a person marked done had none: the act says so already. */
function useWorkStep(event: WebhookEventRecord): Step[] {
  const t = useTranslations("webhook-events.page");
  const { failureOf } = useEventWords();
  const { state, failure, attempts, processedAt } = event;
  const tries = attempts > 0 ? t("tries", { count: attempts }) : null;
  const why = failure === null ? tries : [failureOf(failure), tries].filter((part) => part !== null).join(" ");
  if (event.isBeingWorkedOn)
    return [{ key: "work", icon: Clock, tone: "accent", title: t("working"), at: null, note: why }];
  switch (state) {
    case "received":
    case "processing":
      return [{ key: "work", icon: Clock, tone: "accent", title: t("waiting"), at: null, note: why }];
    case "processed":
      if (event.acts.findLast(({ act }) => act !== "reveal")?.act === "mark_done") return [];
      return [{ key: "work", icon: CircleCheck, tone: "success", title: t("done"), at: processedAt, note: why }];
    case "ignored":
      return [{ key: "work", icon: SkipForward, tone: "neutral", title: t("ignored"), at: processedAt }];
    case "failed":
      return [{ key: "work", icon: CircleX, tone: "warning", title: t("failedTry"), at: null, note: why }];
    case "dead":
      return [{ key: "work", icon: CircleX, tone: "danger", title: t("givenUp"), at: null, note: why }];
    case "quarantined":
      return [{ key: "work", icon: Archive, tone: "warning", title: t("keptBack"), at: null, note: why }];
  }
}
