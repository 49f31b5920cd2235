"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import type { z } from "zod";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { RadioGroup } from "@/components/ui/radio-group";
import type { leadReason } from "@/lib/domain/leads/leads.schema";

type Reason = z.infer<typeof leadReason>;

type ReasonDialogProps = {
  /** The end that needs a reason; null while none does. */
  status: "declined" | "lost" | null;
  reasons: readonly Reason[];
  isPending: boolean;
  onCancel: () => void;
  onGiven: (reason: Reason) => void;
};

/** Asks why a lead ends without a case. */
export function ReasonDialog({ status, reasons, isPending, onCancel, onGiven }: ReasonDialogProps) {
  const t = useTranslations("leads");
  const common = useTranslations("common.actions");
  const [reason, setReason] = useState<Reason | null>(null);
  if (status === null) return null;
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onCancel();
      }}
      size="sm"
      title={t("status.reasonTitle", { status })}
      description={t("status.reasonBody")}
      footer={
        <>
          <Button onClick={onCancel}>{common("cancel")}</Button>
          <Button
            variant="primary"
            pending={isPending}
            disabled={reason === null}
            onClick={() => reason && onGiven(reason)}
          >
            {t("status.submit", { status })}
          </Button>
        </>
      }
    >
      <RadioGroup
        legend={t("status.reason")}
        hideLegend
        options={reasons.map((code) => ({ value: code, label: t(`reasons.${code}`) }))}
        value={reason ?? ""}
        onValueChange={(value) => setReason(reasons.find((code) => code === value) ?? null)}
      />
    </Dialog>
  );
}
