"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { useToast } from "@/components/ui/use-toast";
import type { ActionOf } from "@/lib/actions/action-result";
import { useRefusal } from "../../use-refusal";

type ReleaseHoldProps = { contactId: string; release: ActionOf<{ contactId: string }, void> };

/** Ends the legal hold after saying what that means. */
export function ReleaseHold({ contactId, release }: ReleaseHoldProps) {
  const t = useTranslations("contacts.hold");
  const toast = useToast();
  const refusal = useRefusal();

  async function onConfirm() {
    const error = refusal(await release({ contactId }));
    if (error) return { error };
    toast({ title: t("released") });
    return undefined;
  }

  return (
    <ConfirmDialog
      trigger={
        <Button size="sm" variant="danger-quiet">
          {t("release")}
        </Button>
      }
      title={t("releaseTitle")}
      consequences={t("releaseConsequences")}
      confirmLabel={t("releaseConfirm")}
      onConfirm={onConfirm}
    />
  );
}
