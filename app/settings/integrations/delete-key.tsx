"use client";

import { Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { useToast } from "@/components/ui/use-toast";
import type { ActionOf } from "@/lib/actions/action-result";
import { useActionFailure } from "./use-action-failure";

type DeleteKeyProps = { remove: ActionOf<void, void>; phoneNumber: string | null };

/** Ends the connection, after saying what stops working. */
export function DeleteKey({ remove, phoneNumber }: DeleteKeyProps) {
  const t = useTranslations("integrations.key");
  const toast = useToast();
  const failureOf = useActionFailure();

  async function confirm() {
    const error = failureOf(await remove());
    if (error !== null) return { error };
    toast({ title: t("deleted") });
    return undefined;
  }

  return (
    <ConfirmDialog
      trigger={
        <Button size="sm" variant="danger-quiet" icon={<Trash2 />}>
          {t("delete")}
        </Button>
      }
      title={t("deleteTitle")}
      confirmLabel={t("deleteConfirm")}
      onConfirm={confirm}
      consequences={
        <ul className="flex list-disc flex-col gap-1 ps-4">
          <li>{t("deleteNow")}</li>
          <li>{t("deleteCalls")}</li>
          <li>{phoneNumber ? t("deleteInbound", { number: phoneNumber }) : t("deleteInboundAny")}</li>
          <li>{t("deleteWebhooks")}</li>
          <li>{t("deleteKeeps")}</li>
        </ul>
      }
    />
  );
}
