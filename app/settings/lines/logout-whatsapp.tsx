"use client";

import { LogOut } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRefusal } from "@/app/desk/use-refusal";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import type { ActionOf } from "@/lib/actions/action-result";
import type { WhatsappProblem } from "@/lib/connections/evolution/whatsapp-problem";

export type WhatsappAct = ActionOf<{ lineId: string }, { ok: true } | { ok: false; problem: WhatsappProblem }>;

/** Takes the firm's place off the phone; the line stays. */
export function LogoutWhatsapp({ lineId, label, logout }: { lineId: string; label: string; logout: WhatsappAct }) {
  const t = useTranslations("lines");
  const refusal = useRefusal();

  async function act() {
    const answer = await logout({ lineId });
    if (!answer?.data) return { error: refusal(answer) ?? "" };
    return answer.data.ok ? undefined : { error: t(`reasons.${answer.data.problem}.title`) };
  }

  return (
    <ConfirmDialog
      trigger={
        <Button size="sm" icon={<LogOut />}>
          {t("logout.button")}
        </Button>
      }
      tone="primary"
      title={t("logout.title", { label })}
      consequences={t("logout.body")}
      confirmLabel={t("logout.button")}
      onConfirm={act}
    />
  );
}
