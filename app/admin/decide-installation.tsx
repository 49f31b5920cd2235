"use client";

import { useTranslations } from "next-intl";
import { useRefusal } from "@/app/desk/use-refusal";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { useToast } from "@/components/ui/use-toast";
import type { ActionOf } from "@/lib/actions/action-result";

type Decision = "approve" | "refuse";

type DecideInstallationProps = {
  locationId: string;
  tenantId: string;
  firmName: string;
  companyName: string;
  decide: ActionOf<{ locationId: string; tenantId: string; decision: Decision }, { isDecided: boolean }>;
};

/** Gives the location to the firm or refuses it, after what follows was read. */
export function DecideInstallation(props: DecideInstallationProps) {
  return (
    <span className="flex flex-wrap gap-2">
      <Decide {...props} decision="approve" />
      <Decide {...props} decision="refuse" />
    </span>
  );
}

function Decide({ decision, ...props }: DecideInstallationProps & { decision: Decision }) {
  const { locationId, tenantId, firmName, companyName, decide } = props;
  const t = useTranslations("admin.installations");
  const toast = useToast();
  const refusal = useRefusal();

  async function confirm() {
    const answer = await decide({ locationId, tenantId, decision });
    const error = refusal(answer);
    if (error !== null) return { error };
    const isDecided = answer?.data?.isDecided === true;
    toast(isDecided ? { title: t(`${decision}.done`), tone: "success" } : { title: t("gone") });
    return undefined;
  }

  return (
    <ConfirmDialog
      trigger={
        <Button size="sm" variant={decision === "approve" ? "secondary" : "danger-quiet"}>
          {t(`${decision}.act`)}
        </Button>
      }
      tone={decision === "approve" ? "primary" : "danger"}
      title={t(`${decision}.title`, { location: companyName, firm: firmName })}
      consequences={t(`${decision}.body`, { firm: firmName })}
      confirmLabel={t(`${decision}.act`)}
      onConfirm={confirm}
    />
  );
}
