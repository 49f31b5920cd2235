"use client";

import { RotateCw } from "lucide-react";
import { useTranslations } from "next-intl";
import { useTransition } from "react";
import { useRefusal } from "@/app/desk/use-refusal";
import { Button } from "@/components/ui/button";
import { useToast } from "@/components/ui/use-toast";
import type { ActionOf } from "@/lib/actions/action-result";

type ReplayDeliveryProps = {
  deliveryId: string;
  /** Why it cannot be done now. */
  obstacle: "replayWaits" | "replayPaused" | "replayGone" | null;
  replay: ActionOf<{ deliveryId: string }, { deliveryId: string }>;
};

/** Sends a delivery again, or says why that cannot be done now. */
export function ReplayDelivery({ deliveryId, obstacle, replay }: ReplayDeliveryProps) {
  const t = useTranslations("outgoing-webhooks.delivery");
  const toast = useToast();
  const refusal = useRefusal();
  const [isPending, startReplay] = useTransition();

  function sendAgain() {
    startReplay(async () => {
      const failure = refusal(await replay({ deliveryId }));
      toast(failure === null ? { title: t("replayed"), tone: "success" } : { title: failure, tone: "danger" });
    });
  }

  return (
    <div className="flex flex-col items-start gap-1">
      <Button icon={<RotateCw />} pending={isPending} disabled={obstacle !== null} onClick={sendAgain}>
        {t("replay")}
      </Button>
      <span className="text-xs text-subtle">{t(obstacle ?? "replayHint")}</span>
    </div>
  );
}
