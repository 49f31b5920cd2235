"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { useToast } from "@/components/ui/use-toast";
import type { ActionOf } from "@/lib/actions/action-result";
import { useRefusal } from "../../use-refusal";

type RevokeConsentProps = {
  consentId: string;
  channel: string;
  number: string;
  revoke: ActionOf<{ consentId: string }, void>;
};

/** Ends an agreement after saying what that means. */
export function RevokeConsent({ consentId, channel, number, revoke }: RevokeConsentProps) {
  const t = useTranslations("contacts.consents");
  const toast = useToast();
  const refusal = useRefusal();

  async function onConfirm() {
    const error = refusal(await revoke({ consentId }));
    if (error) return { error };
    toast({ title: t("revoked") });
    return undefined;
  }

  return (
    <ConfirmDialog
      trigger={
        <Button size="sm" variant="danger-quiet" aria-label={`${t("revoke")}: ${channel}, ${number}`}>
          {t("revoke")}
        </Button>
      }
      title={t("revokeTitle")}
      consequences={t("revokeConsequences", { channel, number })}
      confirmLabel={t("revokeConfirm")}
      onConfirm={onConfirm}
    />
  );
}
