"use client";

import { Play } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { useToast } from "@/components/ui/use-toast";
import type { ActionOf } from "@/lib/actions/action-result";
import { useRefusal } from "../../use-refusal";

type ResumeStoppedProps = {
  broadcastId: string;
  takenBack: number;
  resume: ActionOf<{ broadcastId: string }, { isResumed: boolean }>;
};

/** Sends the rest of a broadcast that was stopped, after saying to how many. */
export function ResumeStopped({ broadcastId, takenBack, resume }: ResumeStoppedProps) {
  const t = useTranslations("broadcasts.stalled");
  const toast = useToast();
  const refusal = useRefusal();
  return (
    <ConfirmDialog
      tone="primary"
      trigger={<Button icon={<Play />}>{t("resume")}</Button>}
      title={t("question")}
      consequences={t("stoppedConsequences", { count: takenBack })}
      confirmLabel={t("resume")}
      onConfirm={async () => {
        const error = refusal(await resume({ broadcastId }));
        if (error !== null) return { error };
        toast({ title: t("done"), tone: "success" });
        return undefined;
      }}
    />
  );
}
