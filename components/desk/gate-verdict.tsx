"use client";

import { CircleCheck, CircleMinus, CircleX, TriangleAlert } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Callout } from "@/components/ui/callout";
import { Disclosure } from "@/components/ui/disclosure";
import type { GateDecision, RuleResult, RuleStatus } from "@/lib/domain/compliance/gate-decision";

type GateVerdictProps = {
  decision: Pick<GateDecision, "verdict" | "rules" | "earliestLegalAt" | "policyVersion">;
  /** The client's zone, in which the earliest legal time is told. */
  timeZone: string;
  /** The next legal step, where the screen offers one. */
  action?: ReactNode;
  /** All rules shown at once, not behind a disclosure. */
  isOpen?: boolean;
};

/** The gate's answer: verdict first, then what blocks and what would make it legal, then every rule with its evidence. */
export function GateVerdict({ decision, timeZone, action, isOpen = false }: GateVerdictProps) {
  const t = useTranslations("compliance");
  const earliest = useMoment(timeZone);
  const isAllowed = decision.verdict === "allowed";
  const notable = decision.rules.filter((rule) => rule.status === "blocked" || rule.status === "warning");
  return (
    <div className="flex flex-col gap-3">
      <Callout
        tone={isAllowed ? "success" : "danger"}
        title={t(`verdict.${decision.verdict}`)}
        {...(action ? { action } : {})}
        role="status"
      >
        {isAllowed
          ? null
          : decision.earliestLegalAt
            ? t("earliest", { time: earliest(decision.earliestLegalAt) })
            : t("noTime")}
      </Callout>
      {notable.length > 0 ? <RuleList rules={notable} timeZone={timeZone} /> : null}
      <Disclosure summary={t("showRules")} defaultOpen={isOpen}>
        <RuleList rules={decision.rules} timeZone={timeZone} />
        <p className="px-3 pt-2 text-xs text-subtle">{t("policy", { version: decision.policyVersion })}</p>
      </Disclosure>
    </div>
  );
}

function RuleList({ rules, timeZone }: { rules: readonly RuleResult[]; timeZone: string }) {
  const t = useTranslations("compliance");
  return (
    <ul className="divide-y divide-line-soft rounded-md border border-line-soft">
      {rules.map((rule) => (
        <li key={rule.code} className="grid grid-cols-[1rem_minmax(0,1fr)] gap-x-2.5 px-3 py-2 text-sm">
          <StatusMark status={rule.status} />
          <div className="flex min-w-0 flex-col gap-0.5">
            <span className="flex flex-wrap items-baseline justify-between gap-x-3">
              <span className="font-medium text-ink">{t(`rules.${rule.code}`)}</span>
              <span className="text-xs text-subtle">{t(`status.${rule.status}`)}</span>
            </span>
            <Evidence rule={rule} />
            <Remedy rule={rule} timeZone={timeZone} />
            {rule.sources.length > 0 ? (
              <span className="text-2xs text-subtle">
                {t("sources")}: {[...new Set(rule.sources.map((source) => source.citation))].slice(0, 3).join("; ")}
              </span>
            ) : null}
          </div>
        </li>
      ))}
    </ul>
  );
}

const MARKS: Record<RuleStatus, ReactNode> = {
  passed: <CircleCheck aria-hidden="true" className="mt-0.5 size-4 text-success" />,
  blocked: <CircleX aria-hidden="true" className="mt-0.5 size-4 text-danger" />,
  warning: <TriangleAlert aria-hidden="true" className="mt-0.5 size-4 text-warning" />,
  not_applicable: <CircleMinus aria-hidden="true" className="mt-0.5 size-4 text-subtle" />,
};

function StatusMark({ status }: { status: RuleStatus }) {
  return MARKS[status];
}

function Remedy({ rule, timeZone }: { rule: RuleResult; timeZone: string }) {
  const t = useTranslations("compliance.remedies");
  const moment = useMoment(timeZone);
  if (rule.remedy === null || rule.status === "passed") return null;
  const text =
    rule.remedy === "wait_until"
      ? rule.clearsAt
        ? t("wait_until", { time: moment(rule.clearsAt) })
        : t("wait")
      : t(rule.remedy);
  return <span className="text-xs text-accent-text">{text}</span>;
}

function Evidence({ rule }: { rule: RuleResult }) {
  const lines = useEvidence(rule);
  return (
    <>
      {lines.map((line) => (
        <span key={line} className="wrap-anywhere text-xs text-muted">
          {line}
        </span>
      ))}
    </>
  );
}

function useEvidence(rule: RuleResult): string[] {
  const t = useTranslations("compliance.evidence");
  const format = useFormatter();
  const day = (instant: string) => format.dateTime(new Date(instant), { dateStyle: "medium" });
  const isBlocked = rule.status === "blocked";
  switch (rule.code) {
    case "number_valid":
      if (isBlocked) return [t("number_valid.bad")];
      return [
        t(rule.status === "warning" ? "number_valid.warning" : "number_valid.ok", { e164: rule.evidence.e164 ?? "" }),
      ];
    case "firm_suspended":
      return [t(isBlocked ? "firm_suspended.bad" : "firm_suspended.ok")];
    case "legal_hold":
      return [t(isBlocked ? "legal_hold.bad" : "legal_hold.ok")];
    case "opt_out": {
      const reaching = rule.evidence.optedOut.filter((row) => row.applies);
      return reaching.length > 0
        ? reaching.map((row) => t("opt_out.bad", { date: day(row.since) }))
        : [t("opt_out.ok")];
    }
    case "consent":
      return rule.evidence.matched
        ? [t("consent.ok", { date: day(rule.evidence.matched.capturedAt) })]
        : [t("consent.bad")];
    case "solicitation":
      return [t(isBlocked ? "solicitation.bad" : "solicitation.ok")];
    case "local_hours":
      return rule.evidence.zones.map((zone) => {
        const time = clock(zone.localTime);
        const name = zone.zone.replaceAll("_", " ");
        return zone.window
          ? t("local_hours.zone", { zone: name, time, ...zone.window })
          : t("local_hours.zoneClosed", { zone: name, time });
      });
    case "firm_hours":
      return rule.evidence.isInside && rule.evidence.window
        ? [t("firm_hours.ok", { time: clock(rule.evidence.localTime), ...rule.evidence.window })]
        : [t("firm_hours.bad", { time: clock(rule.evidence.localTime) })];
    case "holiday":
      if (rule.evidence.holidays.length === 0) return [t("holiday.ok")];
      return rule.evidence.holidays.map(({ name, date }) =>
        name ? t("holiday.bad", { name, date }) : t("holiday.unnamed", { date }),
      );
    case "frequency": {
      const { counted, limit, windowHours: hours } = rule.evidence;
      return [t(isBlocked ? "frequency.bad" : "frequency.ok", { count: counted.length, limit, hours })];
    }
    case "recording_disclosure":
      if (!rule.evidence.isRequested) return [t("recording_disclosure.off")];
      return [t(rule.status === "warning" ? "recording_disclosure.warning" : "recording_disclosure.ok")];
    case "ai_disclosure":
      return [t(isBlocked ? "ai_disclosure.bad" : "ai_disclosure.ok")];
  }
}

function clock(localTime: string | null): string {
  return localTime?.slice(11, 16) ?? "–";
}

function useMoment(timeZone: string): (instant: Date | string) => string {
  const format = useFormatter();
  return (instant) => format.dateTime(new Date(instant), { dateStyle: "medium", timeStyle: "short", timeZone });
}
