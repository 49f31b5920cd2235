"use client";

import { TZDate } from "@date-fns/tz";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { GateVerdict } from "@/components/desk/gate-verdict";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Card } from "@/components/ui/card";
import { LinkButton } from "@/components/ui/link-button";
import { Skeleton } from "@/components/ui/skeleton";
import type { ActionOf } from "@/lib/actions/action-result";
import type { CallDraft } from "@/lib/domain/calls/draft-call";
import type { ScheduleCallResult } from "@/lib/domain/calls/schedule-call";
import { CallChoices, type Choices } from "./call-choices";
import { CallPreview } from "./call-preview";
import { type DraftCall, useCallDraft } from "./use-call-draft";

type CallComposerProps = {
  caseId: string;
  language: "en" | "es";
  phones: readonly { id: string; label: string }[];
  draft: DraftCall;
  schedule: ActionOf<{ caseId: string; sealedDraft: string; idempotencyKey: string }, ScheduleCallResult>;
};

/** Choices on the left, what leaves the firm and the gate's answer beside them; nothing is dialled before the button. */
export function CallComposer({ caseId, language, phones, draft, schedule }: CallComposerProps) {
  const t = useTranslations("call-composer");
  const errors = useTranslations("errors.codes");
  const router = useRouter();
  const [choices, setChoices] = useState<Choices>({
    phoneId: phones[0]?.id ?? "",
    purpose: "case_information",
    language,
    mode: "now",
    localTime: "",
  });
  const [notice, setNotice] = useState<"stale" | "expired" | "blocked" | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [isConfirming, startConfirming] = useTransition();
  const [zone, setZone] = useState<string | null>(null);
  const when = instantOf(choices, zone);
  const { phoneId: contactPhoneId, purpose } = choices;
  const state = useCallDraft(
    draft,
    when === null ? null : { caseId, contactPhoneId, purpose, language: choices.language, when },
  );
  const shown = state.kind === "failed" ? null : state.draft;
  const clientZone = shown ? zoneOf(shown) : zone;
  if (clientZone !== null && clientZone !== zone) setZone(clientZone);

  function confirm() {
    if (state.kind !== "ready") return;
    const { sealedDraft } = state.draft;
    startConfirming(async () => {
      const result = await schedule({ caseId, sealedDraft, idempotencyKey: state.idempotencyKey });
      if (result?.data?.kind === "scheduled") return router.push(`/desk/calls/${result.data.callId}`);
      setFailure(result?.data ? null : errors(result?.serverError?.code ?? "invalid_input"));
      if (result?.data) setNotice(result.data.kind);
      state.renew();
    });
  }

  function useEarliest(earliest: Date) {
    setChoices((before) => ({ ...before, mode: "later", localTime: localTimeOf(earliest, clientZone) }));
  }

  const decision = shown?.decision;
  const canConfirm = state.kind === "ready" && decision?.verdict === "allowed";
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
              <GateVerdict
                decision={decision}
                timeZone={clientZone ?? "America/New_York"}
                action={
                  decision.verdict === "blocked" && decision.earliestLegalAt ? (
                    <EarliestButton earliest={decision.earliestLegalAt} onUse={useEarliest} />
                  ) : null
                }
              />
            </Card>
            <CallPreview draft={shown} />
          </>
        ) : null}
        <div className="sticky bottom-[calc(3.75rem+env(safe-area-inset-bottom))] z-10 -mx-1 flex flex-wrap items-center justify-end gap-2 border-t border-line bg-canvas px-1 py-3 md:bottom-0">
          {state.kind === "ready" && !canConfirm ? <p className="me-auto text-sm text-danger">{t("blocked")}</p> : null}
          <LinkButton href={`/desk/cases/${caseId}`} variant="ghost">
            {t("cancel")}
          </LinkButton>
          <Button variant="primary" disabled={!canConfirm} pending={isConfirming} onClick={confirm}>
            {t(choices.mode === "now" ? "confirmNow" : "confirmLater")}
          </Button>
        </div>
      </div>
    </div>
  );
}

function EarliestButton({ earliest, onUse }: { earliest: Date; onUse: (earliest: Date) => void }) {
  const t = useTranslations("call-composer");
  return (
    <Button size="sm" onClick={() => onUse(earliest)}>
      {t("useEarliest")}
    </Button>
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

/** The client's likeliest zone: a declared or known address before the area code. */
function zoneOf(draft: CallDraft): string | null {
  const rule = draft.decision.rules.find((result) => result.code === "local_hours");
  if (rule?.code !== "local_hours") return null;
  const ranked = ["declared", "address", "area_code"] as const;
  for (const source of ranked) {
    const found = rule.evidence.zones.find((zone) => zone.provenance.includes(source));
    if (found) return found.zone;
  }
  return rule.evidence.zones[0]?.zone ?? null;
}

/** `now`, the ISO instant of the chosen wall-clock time in the client's zone, or null while none is chosen. */
function instantOf(choices: Choices, zone: string | null): string | null {
  if (choices.mode === "now") return "now";
  const match = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})/.exec(choices.localTime);
  if (!match || zone === null) return null;
  const [year, month, day, hour, minute] = match.slice(1).map(Number);
  return new Date(
    new TZDate(year ?? 0, (month ?? 1) - 1, day ?? 1, hour ?? 0, minute ?? 0, zone).getTime(),
  ).toISOString();
}

function localTimeOf(instant: Date, zone: string | null): string {
  const local = new TZDate(instant.getTime(), zone ?? "UTC");
  const two = (part: number) => String(part).padStart(2, "0");
  return `${local.getFullYear()}-${two(local.getMonth() + 1)}-${two(local.getDate())}T${two(local.getHours())}:${two(local.getMinutes())}`;
}
