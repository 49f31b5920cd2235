"use client";

import { useTranslations } from "next-intl";
import { useOptimistic, useTransition } from "react";
import { useRefusal } from "@/app/desk/use-refusal";
import { Switch } from "@/components/ui/switch";
import { useToast } from "@/components/ui/use-toast";
import type { ActionOf } from "@/lib/actions/action-result";

type TakeSwitchProps = {
  endpointId: string;
  isActive: boolean;
  setState: ActionOf<{ endpointId: string; state: "active" | "paused" }, void>;
};

/** Pauses and resumes an address. */
export function TakeSwitch({ endpointId, isActive, setState }: TakeSwitchProps) {
  const t = useTranslations("webhook-endpoints.take");
  const toast = useToast();
  const refusal = useRefusal();
  const [isOn, setOn] = useOptimistic(isActive);
  const [, startChange] = useTransition();

  function change(next: boolean) {
    startChange(async () => {
      setOn(next);
      const failure = refusal(await setState({ endpointId, state: next ? "active" : "paused" }));
      toast(
        failure === null ? { title: t(next ? "resumedToast" : "pausedToast") } : { title: failure, tone: "danger" },
      );
    });
  }

  return <Switch label={t("label")} hint={t("hint")} checked={isOn} onCheckedChange={change} />;
}
