"use client";

import { RotateCcw } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { useRefusal } from "@/app/desk/use-refusal";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Dialog } from "@/components/ui/dialog";
import { Spinner } from "@/components/ui/spinner";
import type { DryRun } from "@/lib/domain/webhook-events/dry-run-event";
import type { DryRunSummary } from "@/lib/domain/webhook-events/dry-run-events";
import { DryRunDiff } from "./dry-run-diff";
import { DryRunTotals } from "./dry-run-totals";
import type { EventActions } from "./event-actions";
import { useTellResult } from "./use-tell-result";

type ReplayDialogProps = {
  eventIds: string[];
  actions: Pick<EventActions, "dryRun" | "dryRunMany" | "replay">;
  size: "sm" | "md";
  onDone: () => void;
};

type Trial =
  | { kind: "one"; run: DryRun }
  | { kind: "many"; summary: DryRunSummary }
  | { kind: "failed"; reason: string };

/** Tries the work out first and shows what it would change; only then it is queued. */
export function ReplayDialog({ eventIds, actions, size, onDone }: ReplayDialogProps) {
  const t = useTranslations("webhook-events");
  const common = useTranslations("common.actions");
  const refusal = useRefusal();
  const tell = useTellResult();
  const [open, setOpen] = useState(false);
  const [trial, setTrial] = useState<Trial | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [isTrying, startTrying] = useTransition();
  const [isReplaying, startReplaying] = useTransition();
  const count = eventIds.length;

  function changeOpen(next: boolean) {
    setOpen(next);
    setTrial(null);
    setFailure(null);
    if (next) startTrying(async () => setTrial(await tryOut()));
  }

  async function tryOut(): Promise<Trial> {
    const [eventId] = eventIds;
    if (eventIds.length === 1 && eventId !== undefined) {
      const answer = await actions.dryRun({ eventId });
      return answer?.data ? { kind: "one", run: answer.data } : { kind: "failed", reason: refusal(answer) ?? "" };
    }
    const answer = await actions.dryRunMany({ eventIds });
    return answer?.data ? { kind: "many", summary: answer.data } : { kind: "failed", reason: refusal(answer) ?? "" };
  }

  function replay() {
    startReplaying(async () => {
      const answer = await actions.replay({ eventIds });
      setFailure(refusal(answer));
      if (!answer?.data) return;
      tell("replayed", answer.data);
      changeOpen(false);
      onDone();
    });
  }

  return (
    <Dialog
      open={open}
      onOpenChange={changeOpen}
      size="lg"
      trigger={
        <Button size={size} variant="primary" icon={<RotateCcw />}>
          {t("acts.replay")}
        </Button>
      }
      title={t("replayDialog.title", { count })}
      footer={
        <>
          <Button onClick={() => changeOpen(false)}>{common("cancel")}</Button>
          <Button variant="primary" pending={isReplaying} disabled={isTrying} onClick={replay}>
            {t("replayDialog.confirm", { count })}
          </Button>
        </>
      }
    >
      <div aria-live="polite" className="flex min-h-24 flex-col gap-4">
        {trial === null ? (
          <p className="flex items-center gap-2 text-sm text-muted">
            <Spinner /> {t("replayDialog.running")}
          </p>
        ) : (
          <Told trial={trial} />
        )}
        {failure === null ? null : (
          <Callout tone="danger" role="alert">
            {failure}
          </Callout>
        )}
      </div>
    </Dialog>
  );
}

function Told({ trial }: { trial: Trial }) {
  const t = useTranslations("webhook-events.replayDialog");
  switch (trial.kind) {
    case "one":
      return <DryRunDiff run={trial.run} />;
    case "many":
      return <DryRunTotals summary={trial.summary} />;
    case "failed":
      return <Callout tone="warning">{t("failed", { reason: trial.reason })}</Callout>;
  }
}
