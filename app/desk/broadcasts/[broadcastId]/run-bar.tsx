"use client";

import { Copy, Download, OctagonX } from "lucide-react";
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useEffect, useState, useTransition } from "react";
import { saveCsv } from "@/app/desk/save-csv";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { ExactTime } from "@/components/ui/exact-time";
import { useToast } from "@/components/ui/use-toast";
import type { ActionOf } from "@/lib/actions/action-result";
import type { Broadcast } from "@/lib/domain/broadcasts/find-broadcast";
import { type Locale, languageOf } from "@/lib/i18n/locale";
import { useRefusal } from "../../use-refusal";
import { ResumeStopped } from "./resume-stopped";

const LOOK_MS = 2_000;

type Id = { broadcastId: string };

type RunBarProps = {
  broadcast: Broadcast;
  people: number;
  waiting: number;
  /** Whom the stop kept from being written to. */
  takenBack: number;
  canManage: boolean;
  stop: ActionOf<Id, void>;
  resume: ActionOf<Id, { isResumed: boolean }>;
  copy: ActionOf<Id, { id: string }>;
  download: ActionOf<Id & { locale: Locale }, { csv: string; name: string }>;
};

/** How far a broadcast is, with the stop always in reach: the bar stays at the top of the window. */
export function RunBar(props: RunBarProps) {
  const { broadcast, people, waiting, takenBack, canManage, stop, resume, copy, download } = props;
  const t = useTranslations("broadcasts.run");
  const locale = useLocale();
  const router = useRouter();
  const toast = useToast();
  const refusal = useRefusal();
  const [error, setError] = useState<string | null>(null);
  const [isPending, startActing] = useTransition();
  const [isLooking, startLooking] = useTransition();
  const { id: broadcastId, state } = broadcast;
  const isRunning = state === "sending" || state === "scheduled";
  const isMoving = isRunning || waiting > 0;
  const done = people - waiting - takenBack;

  useEffect(() => {
    // A look that is asked for before the last one is answered would put its answer off, on a slow line for ever.
    if (!isMoving || isLooking) return;
    const timer = setInterval(() => {
      if (!document.hidden) startLooking(() => router.refresh());
    }, LOOK_MS);
    return () => clearInterval(timer);
  }, [isMoving, isLooking, router]);

  function act(work: () => Promise<string | null>) {
    startActing(async () => setError(await work()));
  }

  return (
    <section
      aria-label={t("live")}
      className="sticky top-0 z-20 flex flex-col gap-2 rounded-lg border border-line bg-surface p-3 shadow-card"
    >
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <div className="flex min-w-0 flex-1 basis-52 flex-col gap-1">
          <p className="text-sm text-ink tabular-nums">
            {people === 0 && state === "sending" ? t("listing") : t("progress", { done, all: people })}
          </p>
          <progress
            aria-label={t("progress", { done, all: people })}
            max={Math.max(people, 1)}
            value={done}
            className="h-1.5 w-full appearance-none overflow-hidden rounded-full bg-sunken [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-sunken [&::-webkit-progress-value]:bg-accent"
          />
          <p className="text-xs text-muted">
            <When broadcast={broadcast} />
          </p>
        </div>
        <div className="flex flex-wrap items-center gap-2">
          {isRunning && canManage ? (
            <Button
              variant="danger"
              size="lg"
              icon={<OctagonX />}
              pending={isPending}
              title={t("stopHint")}
              onClick={() => act(async () => refusal(await stop({ broadcastId })))}
            >
              {t("stop")}
            </Button>
          ) : null}
          {state === "stopped" && waiting === 0 && takenBack > 0 && canManage ? (
            <ResumeStopped broadcastId={broadcastId} takenBack={takenBack} resume={resume} />
          ) : null}
          {canManage && !isRunning ? (
            <Button
              icon={<Copy />}
              pending={isPending}
              onClick={() =>
                act(async () => {
                  const answer = await copy({ broadcastId });
                  if (answer?.data) router.push(`/desk/broadcasts/${answer.data.id}`);
                  return refusal(answer);
                })
              }
            >
              {t("copy")}
            </Button>
          ) : null}
          <Button
            icon={<Download />}
            pending={isPending}
            onClick={() =>
              act(async () => {
                const answer = await download({ broadcastId, locale: languageOf(locale) });
                if (answer?.data) {
                  saveCsv(answer.data.csv, `${answer.data.name}.csv`);
                  toast({ title: t("exported"), tone: "success" });
                }
                return refusal(answer);
              })
            }
          >
            {t("export")}
          </Button>
        </div>
      </div>
      {state === "stopped" && waiting > 0 ? <p className="text-xs text-muted">{t("stopping")}</p> : null}
      {error ? (
        <Callout tone="danger" role="alert">
          {error}
        </Callout>
      ) : null}
    </section>
  );
}

function When({ broadcast }: { broadcast: Broadcast }) {
  const t = useTranslations("broadcasts.run");
  const { state, scheduledFor, startedAt, stoppedAt, finishedAt, perMinute } = broadcast;
  const write = (at: Date) => () => <ExactTime value={at} />;
  if (state === "scheduled" && scheduledFor) return t.rich("scheduledFor", { time: write(scheduledFor) });
  if (stoppedAt) return t.rich("stoppedBody", { time: write(stoppedAt) });
  if (finishedAt) return t.rich("finished", { time: write(finishedAt) });
  return (
    <>
      {startedAt ? t.rich("started", { time: write(startedAt) }) : null} · {t("pace", { count: perMinute })}
    </>
  );
}
