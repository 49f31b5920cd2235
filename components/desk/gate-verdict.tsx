"use client";

import { CircleCheck, CircleMinus, CircleX, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Callout } from "@/components/ui/callout";
import { Disclosure } from "@/components/ui/disclosure";
import type { GateDecision, RuleResult, RuleStatus } from "@/lib/domain/compliance/gate-decision";
import type { ContactKind } from "@/lib/domain/compliance/gate-facts";
import { useGateEvidence, useMoment } from "./use-gate-evidence";

type GateVerdictProps = {
  decision: Pick<GateDecision, "verdict" | "rules" | "earliestLegalAt" | "policyVersion">;
  /** What was judged: decides the words of the verdict. */
  kind?: ContactKind;
  /** The client's zone, in which the earliest legal time is told. */
  timeZone: string;
  /** The next legal step, where the screen offers one. */
  action?: ReactNode;
  /** All rules shown at once, not behind a disclosure. */
  isOpen?: boolean;
  /** It tells of a moment that is over: nothing is left to wait for. */
  isPast?: boolean;
};

/** The gate's answer: verdict first, then what blocks and what would make it legal, then every rule with its evidence. */
export function GateVerdict({
  decision,
  kind = "ai_call",
  timeZone,
  action,
  isOpen = false,
  isPast = false,
}: GateVerdictProps) {
  const t = useTranslations("compliance");
  const earliest = useMoment(timeZone);
  const isAllowed = decision.verdict === "allowed";
  const notable = decision.rules.filter((rule) => rule.status === "blocked" || rule.status === "warning");
  return (
    <div className="flex flex-col gap-3">
      <Callout
        tone={isAllowed ? "success" : "danger"}
        title={t(
          `${isPast ? "verdictThen" : "verdict"}.${kind === "ai_call" ? "call" : "message"}.${decision.verdict}`,
        )}
        {...(action ? { action } : {})}
        role="status"
      >
        {isAllowed || isPast
          ? null
          : decision.earliestLegalAt
            ? t("earliest", { time: earliest(decision.earliestLegalAt) })
            : t("noTime")}
      </Callout>
      {notable.length > 0 ? <RuleList rules={notable} timeZone={timeZone} isPast={isPast} /> : null}
      <Disclosure summary={t("showRules")} defaultOpen={isOpen}>
        <RuleList rules={decision.rules} timeZone={timeZone} isPast={isPast} />
        <p className="px-3 pt-2 text-xs text-subtle">{t("policy", { version: decision.policyVersion })}</p>
      </Disclosure>
    </div>
  );
}

type RuleListProps = { rules: readonly RuleResult[]; timeZone: string; isPast: boolean };

function RuleList({ rules, timeZone, isPast }: RuleListProps) {
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
            <Evidence rule={rule} timeZone={timeZone} />
            {isPast ? null : <Remedy rule={rule} timeZone={timeZone} />}
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

function Evidence({ rule, timeZone }: { rule: RuleResult; timeZone: string }) {
  // Two stops of one day read the same.
  const lines = [...new Set(useGateEvidence(rule, timeZone))];
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
