import { useTranslations } from "next-intl";
import type { Tone } from "@/components/ui/badge";
import { Status } from "@/components/ui/status";
import type { CallRow } from "@/lib/domain/calls/list-calls";

type CallStatusProps = Pick<CallRow, "state" | "dialState" | "outcome">;

const LIVE = ["queued", "ringing", "in-progress", "forwarding"];
const GOOD = ["answered_completed", "transferred"];

/** Where a call stands, in a word: its outcome once it ended, its state before. */
export function CallStatus({ state, dialState, outcome }: CallStatusProps) {
  const t = useTranslations("calls");
  const outcomes = useTranslations("outcomes");
  const key = `outcome.${outcome ?? "unknown"}.label`;
  if ((state === "ended" || dialState === "refused" || dialState === "blocked") && outcome) {
    const label = outcomes.has(key as Parameters<typeof outcomes.has>[0])
      ? outcomes(key as Parameters<typeof outcomes>[0])
      : outcome;
    return <Status tone={toneOf(outcome)}>{label}</Status>;
  }
  return (
    <Status tone={LIVE.includes(state) ? "accent" : "neutral"} live={LIVE.includes(state)}>
      {t(`states.${state}`)}
    </Status>
  );
}

function toneOf(outcome: string): Tone {
  if (GOOD.includes(outcome)) return "success";
  if (outcome.includes("error") || outcome.includes("failed")) return "danger";
  return "neutral";
}
