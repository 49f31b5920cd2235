import { getTranslations } from "next-intl/server";
import { Card } from "@/components/ui/card";
import { cn } from "@/components/ui/cn";
import type { CallRecord } from "@/lib/domain/calls/find-call";
import { clockOf } from "../clock-of";

/** What was said, in order, each turn with its second; proposals and tools point here by the second. */
export async function Transcript({ call }: { call: CallRecord }) {
  const t = await getTranslations("calls.page");
  return (
    <Card title={t("transcript")} id="transcript">
      {call.transcript.length === 0 ? (
        <p className="text-sm text-subtle">{t(call.state === "ended" ? "noTranscriptEnded" : "noTranscript")}</p>
      ) : (
        <ol className="flex flex-col gap-2.5" aria-live="polite">
          {call.transcript.map((turn) => (
            <li
              key={`${turn.second}-${turn.role}-${turn.text}`}
              id={`second-${Math.round(turn.second)}`}
              className={cn(
                "flex max-w-[85%] scroll-mt-20 flex-col gap-0.5",
                turn.role === "client" ? "self-end" : "self-start",
              )}
            >
              <span className={cn("text-2xs text-subtle", turn.role === "client" && "text-end")}>
                {t(turn.role)} · <span className="tabular-nums">{clockOf(turn.second)}</span>
              </span>
              <p
                className={cn(
                  "rounded-lg border px-3 py-1.5 text-sm wrap-anywhere text-ink",
                  turn.role === "client" ? "border-accent-line bg-accent-soft" : "border-line-soft bg-sunken",
                )}
              >
                {turn.text}
              </p>
            </li>
          ))}
        </ol>
      )}
    </Card>
  );
}
