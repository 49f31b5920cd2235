import { useTranslations } from "next-intl";
import { EntrySheet } from "@/app/desk/audit/entry-sheet";
import { Callout } from "@/components/ui/callout";
import { DescriptionItem, DescriptionList } from "@/components/ui/description-list";
import { ExactTime } from "@/components/ui/exact-time";
import { TextLink } from "@/components/ui/text-link";
import type { DeliveryDetail } from "@/lib/domain/outgoing-webhooks/find-delivery";
import { replayDeliveryAction, revealDeliveryAction } from "../actions";
import { useEventWords } from "../use-event-words";
import { AttemptList } from "./attempt-list";
import { DeliveryStatus } from "./delivery-status";
import { ReplayDelivery } from "./replay-delivery";
import { RevealDelivery } from "./reveal-delivery";

type DeliverySheetProps = {
  delivery: DeliveryDetail | null;
  canManage: boolean;
  /** Whether the receiver gets events now. */
  isActive: boolean;
  closeHref: string;
  hrefOf: (deliveryId: string) => string;
};

/** One delivery beside the log: its facts, every attempt, and what may be done about it. */
export function DeliverySheet({ delivery, canManage, isActive, closeHref, hrefOf }: DeliverySheetProps) {
  const t = useTranslations("outgoing-webhooks.delivery");
  const wordsOf = useEventWords();
  if (delivery === null) {
    return (
      <EntrySheet title={t("attempts")} closeHref={closeHref}>
        <Callout>{t("gone")}</Callout>
      </EntrySheet>
    );
  }
  const title = t("title", { event: wordsOf(delivery.eventType).name, sequence: String(delivery.sequence) });
  return (
    <EntrySheet title={title} closeHref={closeHref}>
      <div className="flex flex-col gap-5">
        <DeliveryFacts delivery={delivery} hrefOf={hrefOf} />
        <AttemptList attempts={delivery.attemptLog} />
        {canManage ? (
          <>
            <ReplayDelivery
              deliveryId={delivery.id}
              obstacle={obstacleOf(delivery, isActive)}
              replay={replayDeliveryAction}
            />
            <RevealDelivery deliveryId={delivery.id} reveal={revealDeliveryAction} />
          </>
        ) : null}
      </div>
    </EntrySheet>
  );
}

function obstacleOf(delivery: DeliveryDetail, isActive: boolean) {
  if (delivery.state === "waiting") return "replayWaits";
  if (!delivery.hasPayload) return "replayGone";
  return isActive ? null : "replayPaused";
}

function DeliveryFacts({ delivery, hrefOf }: Pick<DeliverySheetProps, "hrefOf"> & { delivery: DeliveryDetail }) {
  const t = useTranslations("outgoing-webhooks");
  return (
    <DescriptionList>
      <DescriptionItem term={t("delivery.state")}>
        <DeliveryStatus state={delivery.state} attempts={delivery.attempts} />
      </DescriptionItem>
      <DescriptionItem term={t("delivery.origin")}>
        {t(`log.origins.${delivery.origin}`)}
        {delivery.replayOf === null ? null : (
          <TextLink href={hrefOf(delivery.replayOf)} className="block w-fit text-sm">
            {t("delivery.open")}
          </TextLink>
        )}
      </DescriptionItem>
      <DescriptionItem term={t("delivery.messageId")}>
        <code className="font-mono text-xs break-all">{delivery.messageId}</code>
        <p className="text-xs text-subtle">{t("delivery.messageIdHint")}</p>
      </DescriptionItem>
      <DescriptionItem term={t("delivery.created")}>
        <ExactTime value={delivery.createdAt} withZone />
      </DescriptionItem>
      {delivery.deliveredAt === null ? null : (
        <DescriptionItem term={t("delivery.delivered")}>
          <ExactTime value={delivery.deliveredAt} withZone />
        </DescriptionItem>
      )}
      {delivery.nextAttemptAt === null ? null : (
        <DescriptionItem term={t("delivery.next")}>
          <ExactTime value={delivery.nextAttemptAt} withZone />
        </DescriptionItem>
      )}
    </DescriptionList>
  );
}
