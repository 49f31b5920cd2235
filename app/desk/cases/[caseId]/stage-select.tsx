"use client";

import { useTranslations } from "next-intl";
import { useOptimistic, useTransition } from "react";
import { Select } from "@/components/ui/select";
import { useToast } from "@/components/ui/use-toast";
import type { ActionOf } from "@/lib/actions/action-result";
import type { CASE_STAGE_CODES } from "@/lib/domain/cases/cases.schema";

type Stage = (typeof CASE_STAGE_CODES)[number];

const STAGES: readonly Stage[] = [
  "intake",
  "investigation",
  "treatment",
  "demand",
  "negotiation",
  "litigation",
  "settled",
  "closed",
];

type StageSelectProps = {
  caseId: string;
  stage: Stage;
  change: ActionOf<{ caseId: string; stage: Stage }, { previousStage: Stage }>;
};

/** Moves the case to another stage at once, with Undo. */
export function StageSelect({ caseId, stage, change }: StageSelectProps) {
  const t = useTranslations("cases");
  const common = useTranslations("common.actions");
  const toast = useToast();
  const [shown, show] = useOptimistic(stage);
  const [, startChange] = useTransition();

  function move(next: Stage, offerUndo: boolean) {
    startChange(async () => {
      show(next);
      const result = await change({ caseId, stage: next });
      if (!result?.data) {
        toast({ title: t("errors.failed", { message: result?.serverError?.message ?? "" }), tone: "danger" });
        return;
      }
      const { previousStage } = result.data;
      toast({
        title: t("page.stageChanged", { stage: t(`stages.${next}`) }),
        ...(offerUndo ? { action: { label: common("undo"), onSelect: () => move(previousStage, false) } } : {}),
      });
    });
  }

  return (
    <div className="w-40">
      <Select
        aria-label={t("page.stage")}
        options={STAGES.map((code) => ({ value: code, label: t(`stages.${code}`) }))}
        value={shown}
        onValueChange={(value) => {
          const next = STAGES.find((code) => code === value);
          if (next && next !== shown) move(next, true);
        }}
      />
    </div>
  );
}
