"use client";

import { CalendarClock } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { clientZoneOf } from "@/app/desk/client-zone";
import { readLocalTime, writeLocalTime } from "@/app/desk/local-time-field";
import { useLegalMoment } from "@/app/desk/use-legal-moment";
import { GateVerdict } from "@/components/desk/gate-verdict";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Card } from "@/components/ui/card";
import { LinkButton } from "@/components/ui/link-button";
import { Skeleton } from "@/components/ui/skeleton";
import { TextLink } from "@/components/ui/text-link";
import type { ActionOf } from "@/lib/actions/action-result";
import type { ScheduleCallResult } from "@/lib/domain/calls/schedule-call";
import { CallChoices, type Choices } from "./call-choices";
import { CallPreview } from "./call-preview";
import { type DraftCall, useCallDraft } from "./use-call-draft";

/** The stopped call that is taken up again, with what the gate would say now. */
export type RepeatedCall = Pick<Choices, "purpose" | "language"> & {
  callId: string;
  contactPhoneId: string | null;
  zone: string | null;
  /** ISO 8601; null when it would be legal now, or never by waiting. */
  earliest: string | null;
};

type CallComposerProps = {
  caseId: string;
  language: "en" | "es";
  phones: readonly { id: string; label: string }[];
  repeat: RepeatedCall | null;
  draft: DraftCall;
  schedule: ActionOf<{ caseId: string; sealedDraft: string; idempotencyKey: string }, ScheduleCallResult>;
};

/** Choices on the left, what leaves the firm and the gate's answer beside them; nothing is dialled before the button. */
export function CallComposer({ caseId, language, phones, repeat, draft, schedule }: CallComposerProps) {
  const t = useTranslations("call-composer");
  const errors = useTranslations("errors.codes");
  const router = useRouter();
  const legalMoment = useLegalMoment();
  const [choices, setChoices] = useState<Choices>({
    phoneId: repeat?.contactPhoneId ?? phones[0]?.id ?? "",
    purpose: repeat?.purpose ?? "case_information",
    language: repeat?.language ?? language,
    ...timeOf(repeat),
  });
  const [notice, setNotice] = useState<"stale" | "expired" | "blocked" | null>(null);
  const [repeatedBy, setRepeatedBy] = useState<string | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [isConfirming, startConfirming] = useTransition();
  const [zone, setZone] = useState<string | null>(repeat?.zone ?? null);
  const when = instantOf(choices, zone);
  const { phoneId: contactPhoneId, purpose } = choices;
  const state = useCallDraft(
    draft,
    when === null
      ? null
      : { caseId, contactPhoneId, purpose, language: choices.language, when, repeatOf: repeat?.callId },
  );
  const shown = state.kind === "failed" ? null : state.draft;
  const clientZone = shown ? clientZoneOf(shown.decision.rules) : zone;
  if (clientZone !== null && clientZone !== zone) setZone(clientZone);

  function confirm() {
    if (state.kind !== "ready") return;
    const { sealedDraft } = state.draft;
    startConfirming(async () => {
      const result = await schedule({ caseId, sealedDraft, idempotencyKey: state.idempotencyKey });
      if (result?.data?.kind === "scheduled") return router.push(`/desk/calls/${result.data.callId}`);
      if (result?.data?.kind === "repeated") return setRepeatedBy(result.data.callId);
      setFailure(result?.data ? null : errors(result?.serverError?.code ?? "invalid_input"));
      if (result?.data) setNotice(result.data.kind);
      state.renew();
    });
  }

  function planFor(earliest: Date, timeZone: string) {
    setChoices((before) => ({ ...before, mode: "later", localTime: writeLocalTime(earliest, timeZone) }));
  }

  const decision = shown?.decision;
  const canConfirm = state.kind === "ready" && decision?.verdict === "allowed" && repeatedBy === null;
  const isBlocked = state.kind === "ready" && decision?.verdict === "blocked";
  // Only rules about time leave an earliest time (see evaluateGate).
  const earliest = isBlocked ? (decision?.earliestLegalAt ?? null) : null;
  return (
    <div className="grid items-start gap-4 lg:grid-cols-[20rem_minmax(0,1fr)]">
      <Card>
        <CallChoices choices={choices} phones={phones} zone={clientZone} onChange={setChoices} />
      </Card>
      <div className="flex min-w-0 flex-col gap-4">
        {notice ? (
          <Callout tone="warning" role="alert">
            {t(notice)}
          </Callout>
        ) : null}
        {repeatedBy ? (
          <Callout
            tone="warning"
            role="alert"
            action={<TextLink href={`/desk/calls/${repeatedBy}`}>{t("openRepeat")}</TextLink>}
          >
            {t("repeated")}
          </Callout>
        ) : null}
        {failure ? (
          <Callout tone="danger" role="alert">
            {failure}
          </Callout>
        ) : null}
        {state.kind === "failed" ? (
          <Callout tone="danger" role="alert">
            {t("failed", { message: state.error ? errors(state.error.code) : "" })}
          </Callout>
        ) : null}
        {state.kind === "preparing" && !shown ? <PreparingPreview label={t("preparing")} /> : null}
        {shown && decision ? (
          <>
            <Card title={t("gate")}>
              <GateVerdict decision={decision} timeZone={clientZone ?? "America/New_York"} />
            </Card>
            <CallPreview draft={shown} />
          </>
        ) : null}
        <div className="sticky bottom-[calc(3.75rem+env(safe-area-inset-bottom))] z-10 -mx-1 flex flex-wrap items-center justify-end gap-2 border-t border-line bg-canvas px-1 py-3 md:bottom-0">
          {isBlocked ? (
            <p className="min-w-0 flex-1 basis-44 text-sm text-danger">{t(earliest ? "blockedForNow" : "blocked")}</p>
          ) : null}
          <LinkButton href={`/desk/cases/${caseId}`} variant="ghost">
            {t("cancel")}
          </LinkButton>
          <span className="flex flex-wrap justify-end gap-2">
            {earliest && clientZone ? (
              <Button
                className="h-auto min-h-8 max-w-full shrink py-1 whitespace-normal"
                icon={<CalendarClock />}
                onClick={() => planFor(earliest, clientZone)}
              >
                {t("scheduleFor", { time: legalMoment(earliest, clientZone) })}
              </Button>
            ) : null}
            <Button variant="primary" disabled={!canConfirm} pending={isConfirming} onClick={confirm}>
              {t(choices.mode === "now" ? "confirmNow" : "confirmLater")}
            </Button>
          </span>
        </div>
      </div>
    </div>
  );
}

function PreparingPreview({ label }: { label: string }) {
  return (
    <div role="status" aria-label={label} className="flex flex-col gap-4">
      <Skeleton className="h-28" />
      <Skeleton className="h-72" />
    </div>
  );
}

/** A stopped call is planned for the first time at which it would be legal. */
function timeOf(repeat: RepeatedCall | null): Pick<Choices, "mode" | "localTime"> {
  if (!repeat?.earliest || repeat.zone === null) return { mode: "now", localTime: "" };
  return { mode: "later", localTime: writeLocalTime(new Date(repeat.earliest), repeat.zone) };
}

/** `now`, the ISO instant of the chosen wall-clock time in the client's zone, or null while none is chosen. */
function instantOf(choices: Choices, zone: string | null): string | null {
  if (choices.mode === "now") return "now";
  return zone === null ? null : (readLocalTime(choices.localTime, zone)?.toISOString() ?? null);
}
