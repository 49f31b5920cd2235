"use client";

import { Play } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { useToast } from "@/components/ui/use-toast";
import type { ActionOf } from "@/lib/actions/action-result";
import { useRefusal } from "../../use-refusal";

type ResumeBroadcastProps = {
  broadcastId: string;
  waiting: number;
  canManage: boolean;
  resume: ActionOf<{ broadcastId: string }, { isResumed: boolean }>;
};

/** Says that a broadcast stands still, and lets somebody who may carry it on. */
export function ResumeBroadcast({ broadcastId, waiting, canManage, resume }: ResumeBroadcastProps) {
  const t = useTranslations("broadcasts.stalled");
  const toast = useToast();
  const refusal = useRefusal();
  return (
    <Callout tone="warning" title={t("title")}>
      <p>{t("body", { count: waiting })}</p>
      {canManage ? (
        <ConfirmDialog
          tone="primary"
          trigger={
            <Button size="sm" icon={<Play />} className="mt-2">
              {t("resume")}
            </Button>
          }
          title={t("question")}
          consequences={t("consequences", { count: waiting })}
          confirmLabel={t("resume")}
          onConfirm={async () => {
            const answer = await resume({ broadcastId });
            const error = refusal(answer);
            if (error !== null) return { error };
            toast({ title: answer?.data?.isResumed ? t("done") : t("moves"), tone: "success" });
            return undefined;
          }}
        />
      ) : (
        <p>{t("reader")}</p>
      )}
    </Callout>
  );
}
