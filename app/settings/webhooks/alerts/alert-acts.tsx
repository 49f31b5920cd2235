"use client";

import { useTranslations } from "next-intl";
import { useTransition } from "react";
import { useRefusal } from "@/app/desk/use-refusal";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { useToast } from "@/components/ui/use-toast";
import type { ActionOf } from "@/lib/actions/action-result";

type AlertActsProps = {
  alertId: string;
  isOpen: boolean;
  isRecoverable: boolean;
  dismiss: ActionOf<{ alertId: string }, void>;
  reconcile: ActionOf<{ alertId: string }, void>;
};

/** What a person may do about an alert: have what is missing fetched, and close it. */
export function AlertActs({ alertId, isOpen, isRecoverable, dismiss, reconcile }: AlertActsProps) {
  const t = useTranslations("webhook-alerts.acts");
  const toast = useToast();
  const refusal = useRefusal();
  const [isPending, startAsking] = useTransition();

  function ask() {
    startAsking(async () => {
      const error = refusal(await reconcile({ alertId }));
      if (error === null) toast({ title: t("reconciling"), description: t("reconcilingBody"), tone: "success" });
      else toast({ title: error, tone: "danger" });
    });
  }

  async function close() {
    const error = refusal(await dismiss({ alertId }));
    if (error !== null) return { error };
    toast({ title: t("dismissed") });
    return undefined;
  }

  return (
    <div className="flex flex-wrap items-center gap-2">
      {isRecoverable ? (
        <Button size="sm" pending={isPending} onClick={ask}>
          {t("reconcile")}
        </Button>
      ) : null}
      {isOpen ? (
        <ConfirmDialog
          trigger={<Button size="sm">{t("dismiss")}</Button>}
          tone="primary"
          title={t("dismissTitle")}
          consequences={t("dismissBody")}
          confirmLabel={t("dismiss")}
          onConfirm={close}
        />
      ) : null}
    </div>
  );
}
