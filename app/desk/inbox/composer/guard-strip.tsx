"use client";

import { CircleCheck, CircleX, LoaderCircle, ShieldQuestion, TriangleAlert } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { useAddressWords } from "@/app/desk/use-address-words";
import { GateVerdict } from "@/components/desk/gate-verdict";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { ExactTime } from "@/components/ui/exact-time";
import { Popover } from "@/components/ui/popover";
import { TextLink } from "@/components/ui/text-link";
import { useInbox } from "../inbox-context";
import type { ConversationDetail } from "../inbox-data";
import { usePersonName } from "../use-inbox-words";
import { LineChoice } from "./line-choice";
import { useContactClock } from "./use-contact-clock";
import { useGuardReason } from "./use-guard-reason";
import type { usePreview } from "./use-preview";

export type Route = { channel: "sms" | "whatsapp"; lineId: string | null };

type GuardStripProps = {
  id: string;
  conversation: ConversationDetail;
  route: Route;
  onRoute: (route: Route) => void;
  asked: ReturnType<typeof usePreview>;
  scheduledFor: Date | null;
  onSchedule: (at: Date | null) => void;
};

/** Before anything is written: to whom it goes and by what, what time it is for them, and whether it may be sent at all. */
export function GuardStrip({ id, conversation, route, onRoute, asked, scheduledFor, onSchedule }: GuardStripProps) {
  const t = useTranslations("inbox.guard");
  const name = usePersonName()(conversation);
  const addressWords = useAddressWords();
  const address = asked.preview?.address ?? conversation.clientAddress;
  const words = addressWords(address);
  const zone = zoneOf(conversation, address);
  const now = useContactClock();
  return (
    <div
      id={id}
      className="flex flex-wrap items-center gap-x-3 gap-y-1 rounded-lg border border-line bg-sunken px-3 py-1.5 text-xs"
    >
      <span className="min-w-0 text-muted">
        {t.rich(name === words ? "toAddress" : "to", {
          name: () => <span className="font-medium text-ink">{name}</span>,
          address: () => <span className="tabular-nums">{words}</span>,
        })}
      </span>
      <LineChoice route={route} onRoute={onRoute} chosen={asked.preview?.line ?? null} />
      {zone === null ? (
        <span className="text-subtle">{t("noClock")}</span>
      ) : (
        <span className="text-muted tabular-nums">
          {t.rich("localTime", { time: () => <ExactTime value={now} show="time" timeZone={zone} withZone /> })}
        </span>
      )}
      <Window asked={asked} now={now} />
      <Verdict
        contactId={conversation.contact?.id ?? null}
        channel={route.channel}
        asked={asked}
        zone={zone}
        scheduledFor={scheduledFor}
        onSchedule={onSchedule}
      />
    </div>
  );
}

type VerdictProps = Pick<GuardStripProps, "asked" | "scheduledFor" | "onSchedule"> & {
  contactId: string | null;
  channel: Route["channel"];
  zone: string | null;
};

function Verdict({ contactId, channel, asked, zone, scheduledFor, onSchedule }: VerdictProps) {
  const t = useTranslations("inbox.guard");
  const reasonOf = useGuardReason();
  const { preview, isPending, isError, retry } = asked;
  if (isError && !preview) {
    return (
      <p role="alert" className="flex w-full flex-wrap items-center gap-2 text-danger">
        <TriangleAlert aria-hidden="true" className="size-3.5" /> {t("failed")}
        <Button size="sm" onClick={retry}>
          {t("retry")}
        </Button>
      </p>
    );
  }
  if (isPending || !preview) {
    return (
      <p role="status" className="flex min-h-8 flex-1 items-center gap-2 text-subtle">
        <LoaderCircle aria-hidden="true" className="size-3.5 animate-spin" /> {t("checking")}
      </p>
    );
  }
  const { decision } = preview;
  const isAllowed = decision.verdict === "allowed";
  const blocked = decision.rules.filter((rule) => rule.status === "blocked");
  const noted = decision.rules.filter((rule) => rule.status === "warning");
  const earliest = decision.earliestLegalAt === null ? null : new Date(decision.earliestLegalAt);
  const timeZone = zone ?? "UTC";
  const Icon = isAllowed ? CircleCheck : CircleX;
  return (
    <div
      role="status"
      className={cn(
        "flex flex-wrap items-center gap-x-2 gap-y-1",
        isAllowed ? "min-w-52 flex-1" : "w-full items-start",
      )}
    >
      <Icon aria-hidden="true" className={cn("size-3.5 shrink-0", isAllowed ? "text-success" : "mt-0.5 text-danger")} />
      <div className={cn("flex flex-1 basis-0 flex-wrap gap-x-2", isAllowed ? "min-w-28" : "min-w-40 flex-col")}>
        <span className={cn("font-medium", isAllowed ? "text-ink" : "text-danger")}>
          {t(isAllowed ? (scheduledFor ? "allowedThen" : "allowed") : scheduledFor ? "blockedThen" : "blockedNow")}
        </span>
        {blocked.map((rule) => (
          <span key={rule.code} className="text-ink">
            {reasonOf(rule.code)}
            {rule.code === "consent" && contactId !== null ? (
              <>
                {" "}
                <TextLink href={`/desk/contacts/${contactId}`}>{t("recordConsent")}</TextLink>
              </>
            ) : null}
          </span>
        ))}
        {isAllowed && noted.length > 0 ? (
          <span className="text-muted">{t("noted", { count: noted.length })}</span>
        ) : null}
      </div>
      {!isAllowed && earliest !== null ? (
        <Button size="sm" onClick={() => onSchedule(earliest)}>
          <Earliest at={earliest} timeZone={timeZone} />
        </Button>
      ) : null}
      <Popover
        align="end"
        side="top"
        className="max-h-[60dvh] w-104 overflow-y-auto"
        title={t("rules")}
        trigger={
          <Button size="sm" variant="ghost" icon={<ShieldQuestion />}>
            {t("why")}
          </Button>
        }
      >
        <GateVerdict decision={decision} kind={channel} timeZone={timeZone} isOpen />
      </Popover>
    </div>
  );
}

function Earliest({ at, timeZone }: { at: Date; timeZone: string }) {
  const t = useTranslations("inbox.guard");
  const format = useFormatter();
  const time = format.dateTime(at, {
    weekday: "short",
    hour: "numeric",
    minute: "2-digit",
    timeZone,
    timeZoneName: "short",
  });
  return t("sendAt", { time });
}

/** Of a line of WhatsApp Business: until when free text may be sent by it, on the real clock. */
function Window({ asked, now }: { asked: GuardStripProps["asked"]; now: Date }) {
  const t = useTranslations("inbox.guard");
  const { contactClockOffsetMs } = useInbox();
  const rule = asked.preview?.decision.rules.find((each) => each.code === "whatsapp_window");
  if (rule === undefined || rule.status === "not_applicable") return null;
  const { closesAt } = rule.evidence;
  if (closesAt === null || Date.parse(closesAt) <= now.getTime()) {
    return <span className="text-danger">{t("windowClosed")}</span>;
  }
  const realEnd = new Date(Date.parse(closesAt) - contactClockOffsetMs);
  return (
    <span className="text-muted">{t.rich("windowOpen", { time: () => <ExactTime value={realEnd} withZone /> })}</span>
  );
}

/** The earliest clock that the person may be looking at: the one that decides in the evening is shown by the rules. */
export function zoneOf(conversation: ConversationDetail, address: string): string | null {
  return conversation.addresses.find((each) => each.address === address)?.timeZones[0] ?? null;
}
