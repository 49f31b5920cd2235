"use client";

import { useTranslations } from "next-intl";
import { useOptimistic, useTransition } from "react";
import { useRefusal } from "@/app/desk/use-refusal";
import { Switch } from "@/components/ui/switch";
import { useToast } from "@/components/ui/use-toast";
import type { ActionOf } from "@/lib/actions/action-result";

type SendSwitchProps = {
  subscriptionId: string;
  isActive: boolean;
  setState: ActionOf<{ subscriptionId: string; state: "active" | "paused" }, void>;
};

/** Pauses a receiver, and resumes one that was paused or that sending stopped for. */
export function SendSwitch({ subscriptionId, isActive, setState }: SendSwitchProps) {
  const t = useTranslations("outgoing-webhooks.settings");
  const toast = useToast();
  const refusal = useRefusal();
  const [isOn, setOn] = useOptimistic(isActive);
  const [, startChange] = useTransition();

  function change(next: boolean) {
    startChange(async () => {
      setOn(next);
      const failure = refusal(await setState({ subscriptionId, state: next ? "active" : "paused" }));
      toast(failure === null ? { title: t(next ? "resumed" : "paused") } : { title: failure, tone: "danger" });
    });
  }

  return <Switch label={t("send")} hint={t("sendHint")} checked={isOn} onCheckedChange={change} />;
}
