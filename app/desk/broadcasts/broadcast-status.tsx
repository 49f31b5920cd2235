import { useTranslations } from "next-intl";
import type { Tone } from "@/components/ui/badge";
import { Status } from "@/components/ui/status";
import type { BroadcastState } from "@/lib/domain/broadcasts/find-broadcast";

const TONES: Record<BroadcastState, Tone> = {
  draft: "neutral",
  scheduled: "accent",
  sending: "accent",
  stopped: "danger",
  done: "success",
};

/** Where a broadcast stands. */
export function BroadcastStatus({ state }: { state: BroadcastState }) {
  const t = useTranslations("broadcasts.states");
  return (
    <Status tone={TONES[state]} live={state === "sending"}>
      {t(state)}
    </Status>
  );
}
