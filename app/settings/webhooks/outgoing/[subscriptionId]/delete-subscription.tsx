"use client";

import { Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useRefusal } from "@/app/desk/use-refusal";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { useToast } from "@/components/ui/use-toast";
import type { ActionOf } from "@/lib/actions/action-result";

type DeleteSubscriptionProps = {
  subscriptionId: string;
  label: string;
  setState: ActionOf<{ subscriptionId: string; state: "deleted" }, void>;
};

/** Deletes a receiver for good, after its consequences were read. */
export function DeleteSubscription({ subscriptionId, label, setState }: DeleteSubscriptionProps) {
  const t = useTranslations("outgoing-webhooks.delete");
  const router = useRouter();
  const toast = useToast();
  const refusal = useRefusal();

  async function remove() {
    const error = refusal(await setState({ subscriptionId, state: "deleted" }));
    if (error !== null) return { error };
    toast({ title: t("deleted") });
    router.replace("/settings/webhooks/outgoing");
    return undefined;
  }

  return (
    <ConfirmDialog
      trigger={
        <Button size="sm" variant="danger-quiet" icon={<Trash2 />}>
          {t("button")}
        </Button>
      }
      title={t("confirmTitle", { label })}
      confirmLabel={t("confirm")}
      onConfirm={remove}
      consequences={
        <ul className="flex list-disc flex-col gap-1 ps-4">
          <li>{t("consequenceNow")}</li>
          <li>{t("consequenceSecret")}</li>
          <li>{t("consequenceLog")}</li>
        </ul>
      }
    />
  );
}
