"use client";

import { Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRefusal } from "@/app/desk/use-refusal";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { IconButton } from "@/components/ui/icon-button";
import { useToast } from "@/components/ui/use-toast";
import type { RemoveLimitAction } from "./limits-card";

type RemoveLimitProps = { limitId: string; name: string; remove: RemoveLimitAction };

/** Takes a ceiling away, after what follows was read. */
export function RemoveLimit({ limitId, name, remove }: RemoveLimitProps) {
  const t = useTranslations("credits.limits.remove");
  const toast = useToast();
  const refusal = useRefusal();

  async function confirm() {
    const error = refusal(await remove({ limitId }));
    if (error !== null) return { error };
    toast({ title: t("done"), tone: "success" });
    return undefined;
  }

  return (
    <ConfirmDialog
      trigger={<IconButton label={t("act", { name })} icon={<Trash2 />} size="sm" />}
      title={t("title", { name })}
      consequences={t("body")}
      confirmLabel={t("confirm")}
      onConfirm={confirm}
    />
  );
}
