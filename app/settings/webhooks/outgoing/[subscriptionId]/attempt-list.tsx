import { Check, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { ExactTime } from "@/components/ui/exact-time";
import { Timeline, TimelineItem } from "@/components/ui/timeline";
import type { DeliveryDetail } from "@/lib/domain/outgoing-webhooks/find-delivery";
import { useFailureText } from "../use-failure-text";

/** Every attempt with its answer and how long it took, oldest first. */
export function AttemptList({ attempts }: { attempts: DeliveryDetail["attemptLog"] }) {
  const t = useTranslations("outgoing-webhooks");
  const textOf = useFailureText();
  return (
    <section className="flex flex-col gap-2">
      <h3 className="text-sm font-semibold text-ink">{t("delivery.attempts")}</h3>
      {attempts.length === 0 ? (
        <p className="text-sm text-subtle">{t("delivery.noAttempts")}</p>
      ) : (
        <Timeline label={t("delivery.attempts")}>
          {attempts.map(({ number, startedAt, durationMs, status, failure }) => (
            <TimelineItem
              key={number}
              icon={failure === null ? <Check /> : <X />}
              tone={failure === null ? "success" : "danger"}
              title={failure === null ? t("log.answered", { status: String(status ?? "") }) : textOf(failure)}
              time={<ExactTime value={startedAt} />}
            >
              {t("delivery.took", { milliseconds: durationMs })}
            </TimelineItem>
          ))}
        </Timeline>
      )}
    </section>
  );
}
