"use client";

import { useTranslations } from "next-intl";
import { useTransition } from "react";
import { useRefusal } from "@/app/desk/use-refusal";
import { Button } from "@/components/ui/button";
import { useToast } from "@/components/ui/use-toast";
import type { ActionOf } from "@/lib/actions/action-result";

type DefaultButtonProps = { lineId: string; setDefault: ActionOf<{ lineId: string }, void> };

/** Makes the line the one that messages of its channel go by where nothing says otherwise. */
export function DefaultButton({ lineId, setDefault }: DefaultButtonProps) {
  const t = useTranslations("lines");
  const toast = useToast();
  const refusal = useRefusal();
  const [isPending, startSetting] = useTransition();

  function act() {
    startSetting(async () => {
      const error = refusal(await setDefault({ lineId }));
      toast(error === null ? { title: t("defaultSet") } : { title: error, tone: "danger" });
    });
  }

  return (
    <Button size="sm" pending={isPending} onClick={act}>
      {t("setDefault")}
    </Button>
  );
}
