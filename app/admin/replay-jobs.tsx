"use client";

import { useTranslations } from "next-intl";
import { useRefusal } from "@/app/desk/use-refusal";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { useToast } from "@/components/ui/use-toast";
import type { ActionOf } from "@/lib/actions/action-result";

type ReplayJobsProps = { name: string; replay: ActionOf<{ name: string }, { count: number }> };

/** Queues the dead letters of one job again, after what follows was read. */
export function ReplayJobs({ name, replay }: ReplayJobsProps) {
  const t = useTranslations("admin.jobs.replay");
  const toast = useToast();
  const refusal = useRefusal();

  async function confirm() {
    const answer = await replay({ name });
    const error = refusal(answer);
    if (error !== null) return { error };
    toast({ title: t("done", { count: answer?.data?.count ?? 0 }), tone: "success" });
    return undefined;
  }

  return (
    <ConfirmDialog
      trigger={<Button size="sm">{t("act")}</Button>}
      tone="primary"
      title={t("title", { name })}
      consequences={t("body")}
      confirmLabel={t("act")}
      onConfirm={confirm}
    />
  );
}
