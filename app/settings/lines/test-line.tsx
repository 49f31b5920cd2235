"use client";

import { PlugZap } from "lucide-react";
import { useTranslations } from "next-intl";
import { useTransition } from "react";
import { useRefusal } from "@/app/desk/use-refusal";
import { Button } from "@/components/ui/button";
import { useToast } from "@/components/ui/use-toast";
import type { ActionOf } from "@/lib/actions/action-result";
import type { TestedLine } from "@/lib/connections/lines/test-line";

/** Asks the provider whether the line works now. */
export function TestLine({ lineId, test }: { lineId: string; test: ActionOf<{ lineId: string }, TestedLine> }) {
  const t = useTranslations("lines");
  const toast = useToast();
  const refusal = useRefusal();
  const [isPending, startAsking] = useTransition();

  function titleOf(tested: TestedLine): string {
    return tested.kind === "failed" ? t(`reasons.${tested.reason}.title`) : t(`test.${tested.kind}`);
  }

  function ask() {
    startAsking(async () => {
      const answer = await test({ lineId });
      if (!answer?.data) toast({ title: refusal(answer) ?? "", tone: "danger" });
      else toast({ title: titleOf(answer.data), tone: answer.data.kind === "works" ? "success" : "neutral" });
    });
  }

  return (
    <Button size="sm" icon={<PlugZap />} pending={isPending} onClick={ask}>
      {t("test.button")}
    </Button>
  );
}
