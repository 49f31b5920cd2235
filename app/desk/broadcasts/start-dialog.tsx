"use client";

import { useRouter } from "next/navigation";
import { useTimeZone, useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Dialog } from "@/components/ui/dialog";
import { useToast } from "@/components/ui/use-toast";
import type { AudiencePreview } from "@/lib/domain/broadcasts/preview-audience";
import { PickTime } from "../inbox/pick-time";
import { useRefusal } from "../use-refusal";
import type { DraftContent } from "./draft-content";
import type { EditorActs } from "./editor-acts";

type StartDialogProps = {
  broadcastId: string;
  updatedAt: Date;
  content: DraftContent;
  line: string;
  /** By the clock that hours are judged by. */
  now: string;
  figures: AudiencePreview;
  start: EditorActs["start"];
  onClose: () => void;
};

const HOUR_MS = 3_600_000;

/** The last look before a broadcast starts: whom it reaches, what it costs, and when. */
export function StartDialog(props: StartDialogProps) {
  const { broadcastId, updatedAt, content, line, figures, start, onClose } = props;
  const t = useTranslations("broadcasts.start");
  const words = useTranslations("broadcasts.preview");
  const router = useRouter();
  const toast = useToast();
  const refusal = useRefusal();
  const zone = useTimeZone() ?? "UTC";
  const [error, setError] = useState<string | null>(null);
  const [isPicking, setPicking] = useState(false);
  const [isPending, startSending] = useTransition();
  const now = new Date(props.now);
  const isVain = figures.willGet + figures.waits === 0 && !figures.isEstimated;
  const left = figures.people - figures.willGet - figures.waits;

  function send(scheduledFor: Date | null) {
    startSending(async () => {
      const answer = await start({
        broadcastId,
        updatedAt: new Date(updatedAt).toISOString(),
        scheduledFor: scheduledFor?.toISOString() ?? null,
      });
      const refused = refusal(answer);
      if (refused !== null) return setError(refused);
      toast({ title: t(answer?.data?.state === "scheduled" ? "scheduled" : "started"), tone: "success" });
      router.push(`/desk/broadcasts/${broadcastId}`);
      router.refresh();
    });
  }

  return (
    <>
      <Dialog
        open
        onOpenChange={(isOpen) => {
          if (!isOpen) onClose();
        }}
        title={t("title", { name: content.name })}
        footer={
          <>
            <Button pending={isPending} disabled={figures.people === 0} onClick={() => setPicking(true)}>
              {t("later")}
            </Button>
            <Button variant="primary" pending={isPending} disabled={isVain} onClick={() => send(null)}>
              {t("now")}
            </Button>
          </>
        }
      >
        <div className="flex flex-col gap-3">
          {content.purpose === "marketing" ? <Callout tone="warning">{t("marketing")}</Callout> : null}
          <ul className="flex flex-col gap-1 text-sm text-ink">
            <li className="font-medium">{t("whom", { count: figures.willGet })}</li>
            {figures.waits > 0 ? <li>{t("waits", { count: figures.waits })}</li> : null}
            {left > 0 ? <li>{t("left", { count: left })}</li> : null}
            <li>{t("cost", { credits: figures.quote.credits, available: figures.quote.available })}</li>
            <li>{t("pace", { count: Number(content.perMinute), line })}</li>
          </ul>
          {isVain ? <Callout tone="warning">{words(figures.people === 0 ? "noPeople" : "nobodyYet")}</Callout> : null}
          {error ? (
            <Callout tone="danger" role="alert">
              {error}
            </Callout>
          ) : null}
        </div>
      </Dialog>
      {isPicking ? (
        <PickTime
          title={t("laterTitle")}
          zone={zone}
          now={now}
          suggestion={new Date(Math.ceil((now.getTime() + HOUR_MS) / HOUR_MS) * HOUR_MS)}
          confirm={t("laterConfirm")}
          onPick={send}
          onClose={() => setPicking(false)}
        />
      ) : null}
    </>
  );
}
