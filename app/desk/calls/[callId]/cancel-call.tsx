"use client";

import { PhoneOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import type { ActionOf } from "@/lib/actions/action-result";

/** Takes back a call that was not dialled yet. */
export function CancelCall({ callId, cancel }: { callId: string; cancel: ActionOf<{ callId: string }, void> }) {
  const t = useTranslations("calls.page");
  const errors = useTranslations("errors.codes");
  return (
    <ConfirmDialog
      trigger={
        <Button variant="danger-quiet" icon={<PhoneOff />}>
          {t("cancel")}
        </Button>
      }
      title={t("cancel")}
      consequences={t("cancelConsequences")}
      confirmLabel={t("cancel")}
      onConfirm={async () => {
        const result = await cancel({ callId });
        return result?.serverError ? { error: errors(result.serverError.code) } : undefined;
      }}
    />
  );
}
