"use client";

import { Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { IconButton } from "@/components/ui/icon-button";
import { useToast } from "@/components/ui/use-toast";
import type { ActionOf } from "@/lib/actions/action-result";
import { useRefusal } from "../../use-refusal";

export type RemoveEntryAction = ActionOf<{ entryId: string }, void>;

type RemoveEntryProps = { entryId: string; number: string; list: string; remove: RemoveEntryAction };

/** Takes one number off one list, once it is confirmed. */
export function RemoveEntry({ entryId, number, list, remove }: RemoveEntryProps) {
  const t = useTranslations("do-not-call.remove");
  const toast = useToast();
  const refusal = useRefusal();

  async function confirm() {
    const problem = refusal(await remove({ entryId }));
    if (problem !== null) return { error: problem };
    toast({ title: t("done"), tone: "success" });
    return undefined;
  }

  return (
    <ConfirmDialog
      trigger={<IconButton size="sm" label={t("act", { number, list })} icon={<Trash2 />} />}
      title={t("title", { number })}
      consequences={t("consequences", { list })}
      confirmLabel={t("confirm")}
      onConfirm={confirm}
    />
  );
}
