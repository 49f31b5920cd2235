import { CalendarClock } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { clientZoneOf } from "@/app/desk/client-zone";
import { useLegalMoment } from "@/app/desk/use-legal-moment";
import { GateVerdict } from "@/components/desk/gate-verdict";
import { Card } from "@/components/ui/card";
import { LinkButton } from "@/components/ui/link-button";
import type { CallRecord } from "@/lib/domain/calls/find-call";
import type { JudgedRepeat } from "@/lib/domain/calls/judge-repeat";

type StoppedCallProps = {
  call: CallRecord;
  /** Null when the call cannot be taken up: its case is gone, or has another client. */
  repeat: JudgedRepeat | null;
  mayPlace: boolean;
  /** The firm's, where nothing tells the client's. */
  timeZone: string;
};

/** Why the gate stopped a call at its time, and how it may be taken up again. */
export function StoppedCall({ call, repeat, mayPlace, timeZone }: StoppedCallProps) {
  const t = useTranslations("calls.stopped");
  const decision = call.dialDecision;
  const zone = (decision && clientZoneOf(decision.rules)) ?? timeZone;
  return (
    <Card title={t("title")} description={t("hint")}>
      <div className="flex flex-col gap-4">
        {decision ? <GateVerdict decision={decision} timeZone={zone} isPast /> : null}
        {call.failureCode === "recording_not_allowed" ? <p className="text-sm text-ink">{t("recording")}</p> : null}
        {repeat ? <NextStep repeat={repeat} mayPlace={mayPlace} timeZone={timeZone} /> : null}
      </div>
    </Card>
  );
}

type NextStepProps = { repeat: JudgedRepeat; mayPlace: boolean; timeZone: string };

function NextStep({ repeat, mayPlace, timeZone }: NextStepProps) {
  const t = useTranslations("calls.stopped");
  const rules = useTranslations("compliance.rules");
  const legalMoment = useLegalMoment();
  const { decision, repeatedBy } = repeat;
  if (repeatedBy) {
    return (
      <Step text={t("repeated", { time: legalMoment(repeatedBy.scheduledFor, timeZone) })}>
        <LinkButton href={`/desk/calls/${repeatedBy.callId}`}>{t("openRepeat")}</LinkButton>
      </Step>
    );
  }
  if (decision === null) return null;
  const zone = clientZoneOf(decision.rules) ?? timeZone;
  const earliest = decision.verdict === "blocked" ? decision.earliestLegalAt : null;
  const blockedBy = decision.rules.filter(({ status }) => status === "blocked").map(({ code }) => rules(code));
  const text = earliest
    ? t("later", { time: legalMoment(earliest, zone) })
    : decision.verdict === "allowed"
      ? t("allowed")
      : t("stillBlocked", { rules: blockedBy.join(", ") });
  return (
    <Step text={mayPlace ? text : `${text} ${t("mayNot")}`}>
      {mayPlace ? (
        <LinkButton
          href={`/desk/cases/${repeat.caseId}/call?from=${repeat.callId}`}
          prefetch={false}
          className="h-auto min-h-8 max-w-full shrink py-1 whitespace-normal"
          {...(earliest ? { variant: "primary", icon: <CalendarClock aria-hidden="true" className="size-4" /> } : {})}
        >
          {earliest ? t("again", { time: legalMoment(earliest, zone) }) : t("openComposer")}
        </LinkButton>
      ) : null}
    </Step>
  );
}

function Step({ text, children }: { text: string; children: ReactNode }) {
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-t border-line-soft pt-3">
      <p className="min-w-0 flex-1 basis-64 text-sm text-ink">{text}</p>
      {children}
    </div>
  );
}
