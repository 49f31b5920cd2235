"use client";

import { useTranslations } from "next-intl";
import { useRefusal } from "@/app/desk/use-refusal";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { useToast } from "@/components/ui/use-toast";
import type { ActionOf } from "@/lib/actions/action-result";

type ReleaseInstallationProps = {
  locationId: string;
  /** It was not decided on yet, so only the request is taken back. */
  isRequest: boolean;
  release: ActionOf<{ locationId: string }, void>;
};

/** Gives a location back, or takes back the request for it. */
export function ReleaseInstallation({ locationId, isRequest, release }: ReleaseInstallationProps) {
  const t = useTranslations("webhook-endpoints.installations");
  const toast = useToast();
  const refusal = useRefusal();
  const act = t(isRequest ? "withdraw" : "release");

  async function confirm() {
    const error = refusal(await release({ locationId }));
    if (error !== null) return { error };
    toast({ title: t("released") });
    return undefined;
  }

  return (
    <ConfirmDialog
      trigger={<Button size="sm">{act}</Button>}
      tone={isRequest ? "primary" : "danger"}
      title={t("releaseTitle", { location: locationId })}
      consequences={t(isRequest ? "withdrawBody" : "releaseBody")}
      confirmLabel={act}
      onConfirm={confirm}
    />
  );
}
