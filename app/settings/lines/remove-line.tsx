"use client";

import { Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRefusal } from "@/app/desk/use-refusal";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import type { ActionOf } from "@/lib/actions/action-result";
import type { WhatsappAct } from "./logout-whatsapp";

type RemoveNumberProps = { lineId: string; label: string; remove: ActionOf<{ lineId: string }, void> };

/** Removes a number after its consequences were read. */
export function RemoveNumber({ lineId, label, remove }: RemoveNumberProps) {
  const refusal = useRefusal();
  return (
    <RemoveDialog
      label={label}
      onConfirm={async () => {
        const error = refusal(await remove({ lineId }));
        return error === null ? undefined : { error };
      }}
    />
  );
}

/** Takes the firm's place off the phone, and removes instance and line. */
export function RemoveWhatsapp({ lineId, label, remove }: { lineId: string; label: string; remove: WhatsappAct }) {
  const t = useTranslations("lines.reasons");
  const refusal = useRefusal();
  return (
    <RemoveDialog
      label={label}
      onConfirm={async () => {
        const answer = await remove({ lineId });
        if (!answer?.data) return { error: refusal(answer) ?? "" };
        return answer.data.ok ? undefined : { error: t(`${answer.data.problem}.title`) };
      }}
    />
  );
}

type RemoveDialogProps = { label: string; onConfirm: () => Promise<{ error: string } | undefined> };

function RemoveDialog({ label, onConfirm }: RemoveDialogProps) {
  const t = useTranslations("lines.remove");
  return (
    <ConfirmDialog
      trigger={
        <Button size="sm" variant="danger-quiet" icon={<Trash2 />}>
          {t("button")}
        </Button>
      }
      title={t("title", { label })}
      confirmLabel={t("confirm")}
      onConfirm={onConfirm}
      consequences={
        <ul className="flex list-disc flex-col gap-1 ps-4">
          <li>{t("waiting")}</li>
          <li>{t("key")}</li>
          <li>{t("keeps")}</li>
        </ul>
      }
    />
  );
}
