"use client";

import { Lock, LockOpen } from "lucide-react";
import { useTranslations } from "next-intl";
import { useTransition } from "react";
import { Button } from "@/components/ui/button";
import { useToast } from "@/components/ui/use-toast";
import type { ActionOf } from "@/lib/actions/action-result";

type CaseWallProps = {
  caseId: string;
  isRestricted: boolean;
  restrict: ActionOf<{ caseId: string; isRestricted: boolean }, void>;
};

/** Raises or lowers the case's wall, with Undo. */
export function CaseWall({ caseId, isRestricted, restrict }: CaseWallProps) {
  const t = useTranslations("cases");
  const common = useTranslations("common.actions");
  const toast = useToast();
  const [isPending, startChange] = useTransition();

  function set(next: boolean, offerUndo: boolean) {
    startChange(async () => {
      const result = await restrict({ caseId, isRestricted: next });
      if (result?.serverError) {
        toast({ title: t("errors.failed", { message: result.serverError.message }), tone: "danger" });
        return;
      }
      toast({
        title: t("page.saved"),
        ...(offerUndo ? { action: { label: common("undo"), onSelect: () => set(!next, false) } } : {}),
      });
    });
  }

  return (
    <Button icon={isRestricted ? <LockOpen /> : <Lock />} pending={isPending} onClick={() => set(!isRestricted, true)}>
      {t(isRestricted ? "page.unrestrict" : "page.restrict")}
    </Button>
  );
}
