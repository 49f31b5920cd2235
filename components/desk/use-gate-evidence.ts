"use client";

import { useFormatter, useTranslations } from "next-intl";
import type { RuleResult } from "@/lib/domain/compliance/gate-decision";
import { useWallClock } from "./use-wall-clock";

type RuleOf<Code extends RuleResult["code"]> = Extract<RuleResult, { code: Code }>;

/** What a written consent on file may lack. */
const WRITTEN_LACKS = ["not_signed", "condition_not_disclosed"] as const;

/** An instant told in a zone: day and time. */
export function useMoment(timeZone: string): (instant: Date | string) => string {
  const format = useFormatter();
  return (instant) => format.dateTime(new Date(instant), { dateStyle: "medium", timeStyle: "short", timeZone });
}

/** What a rule saw, in lines for people. */
export function useGateEvidence(rule: RuleResult, timeZone: string): string[] {
  const t = useTranslations("compliance.evidence");
  const words = useTranslations("compliance");
  const format = useFormatter();
  const moment = useMoment(timeZone);
  const day = (instant: string) => format.dateTime(new Date(instant), { dateStyle: "medium" });
  const wall = useWallClock();
  const clock = (localTime: string | null) => (localTime === null ? "–" : wall(localTime.slice(11, 16)));
  const between = ({ opens, closes }: { opens: string; closes: string }) => ({
    opens: wall(opens),
    closes: wall(closes),
  });
  const isBlocked = rule.status === "blocked";
  switch (rule.code) {
    case "number_valid":
      return [t(`number_valid.${numberKey(rule)}`, { e164: rule.evidence.e164 ?? "" })];
    case "firm_suspended":
      return [t(isBlocked ? "firm_suspended.bad" : "firm_suspended.ok")];
    case "legal_hold":
      return [t(isBlocked ? "legal_hold.bad" : "legal_hold.ok")];
    case "opt_out": {
      const { answer, optedOut } = rule.evidence;
      if (answer?.problem) return [t(`opt_out.problems.${answer.problem}`)];
      if (answer?.askedAt) {
        const time = moment(answer.askedAt);
        return [t(answer.to === "stop" ? "opt_out.answersStop" : "opt_out.answersHelp", { time })];
      }
      if (optedOut.length === 0) return [t("opt_out.ok")];
      return optedOut.map(({ applies, channel, since }) =>
        applies
          ? t("opt_out.bad", { date: day(since) })
          : t("opt_out.aside", { channel: words(`optOutChannels.${channel}`), date: day(since) }),
      );
    }
    case "consent": {
      const { required, matched, implied, rejected } = rule.evidence;
      if (required === null) return [t("consent.notNeeded")];
      if (matched) {
        return [t("consent.ok", { level: words(`levels.${matched.level}`), date: day(matched.capturedAt) })];
      }
      if (implied) {
        const date = day(implied.at);
        return [t(implied.kind === "call" ? "consent.impliedByCall" : "consent.impliedByMessage", { date })];
      }
      const [level, channel] = [words(`levels.${required.level}`), words(`channels.${required.channel}`)];
      const lacks = WRITTEN_LACKS.filter((lack) => rejected.some(({ reason }) => reason === lack));
      return [t("consent.bad", { level, channel }), ...lacks.map((lack) => t(`consent.${lack}`))];
    }
    case "do_not_call": {
      const { listed, writtenConsentId } = rule.evidence;
      if (listed.length === 0) return [t("do_not_call.ok")];
      const lines = listed.map(({ list, listedOn, isStale }) =>
        t(isStale ? "do_not_call.stale" : "do_not_call.listed", {
          list: words(`doNotCallLists.${list}`),
          date: day(listedOn),
        }),
      );
      return writtenConsentId === null ? lines : [...lines, t("do_not_call.consented")];
    }
    case "credits": {
      const { needed, available, quote, brokenLimit } = rule.evidence;
      if (quote === null) return [t("credits.none")];
      const lines = [t(needed > available ? "credits.bad" : "credits.ok", { needed, available })];
      if (brokenLimit === null) return lines;
      const { scope, amount, spent, period } = brokenLimit;
      return [...lines, t(`credits.limits.${scope}`, { amount, spent, period })];
    }
    case "whatsapp_window": {
      if (rule.status === "not_applicable") return [t("whatsapp_window.off")];
      const { closesAt } = rule.evidence;
      if (closesAt === null) return [t("whatsapp_window.never")];
      return [t(isBlocked ? "whatsapp_window.closed" : "whatsapp_window.ok", { time: moment(closesAt) })];
    }
    case "solicitation":
      return [t(isBlocked ? "solicitation.bad" : "solicitation.ok")];
    case "local_hours": {
      const { zones, answers, isTightenedByFirm } = rule.evidence;
      const lines = zones.map((zone) => {
        const time = clock(zone.localTime);
        const name = zone.zone.replaceAll("_", " ");
        return zone.window
          ? t("local_hours.zone", { zone: name, time, ...between(zone.window) })
          : t("local_hours.zoneClosed", { zone: name, time });
      });
      // Decisions of an earlier policy have neither.
      if (isTightenedByFirm) lines.push(t("local_hours.firm"));
      return answers ? [t("local_hours.answers", { time: moment(answers.at) }), ...lines] : lines;
    }
    case "firm_hours":
      if (rule.status === "not_applicable") return [t("firm_hours.off")];
      return rule.evidence.isInside && rule.evidence.window
        ? [t("firm_hours.ok", { time: clock(rule.evidence.localTime), ...between(rule.evidence.window) })]
        : [t("firm_hours.bad", { time: clock(rule.evidence.localTime) })];
    case "holiday":
      if (rule.status === "not_applicable") return [t("holiday.off")];
      if (rule.evidence.holidays.length === 0) return [t("holiday.ok")];
      return rule.evidence.holidays.map(({ name, date }) =>
        name ? t("holiday.bad", { name, date }) : t("holiday.unnamed", { date }),
      );
    case "frequency": {
      if (rule.status === "not_applicable") return [t("frequency.off")];
      const { counted, limit, windowHours: hours } = rule.evidence;
      return [t(isBlocked ? "frequency.bad" : "frequency.ok", { count: counted.length, limit, hours })];
    }
    case "recording_disclosure":
      if (!rule.evidence.isRequested) return [t("recording_disclosure.off")];
      return [t(rule.status === "warning" ? "recording_disclosure.warning" : "recording_disclosure.ok")];
    case "ai_disclosure":
      if (rule.status === "not_applicable") return [t("ai_disclosure.off")];
      if (isBlocked) return [t("ai_disclosure.bad")];
      return [t(rule.evidence.lines.includes("firm_name") ? "ai_disclosure.ok" : "ai_disclosure.message")];
  }
}

function numberKey({ status, evidence }: RuleOf<"number_valid">) {
  if (status === "blocked") return "bad";
  switch (evidence.reason) {
    case "hidden_number":
      return "hidden";
    case "unsupported_country":
      return "abroad";
    case "unknown_area_code":
      return "warning";
    case "no_number":
    case "unsupported_type":
    case null:
      return "ok";
  }
}
