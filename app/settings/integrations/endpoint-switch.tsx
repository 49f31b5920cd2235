"use client";

import { useTranslations } from "next-intl";
import { useOptimistic, useTransition } from "react";
import { Switch } from "@/components/ui/switch";
import { useToast } from "@/components/ui/use-toast";
import type { ActionOf } from "@/lib/actions/action-result";
import { useActionFailure } from "./use-action-failure";

type EndpointSwitchProps = {
  endpointId: string;
  isActive: boolean;
  setState: ActionOf<{ endpointId: string; state: "active" | "paused" }, void>;
};

/** Pauses and resumes the webhook address. */
export function EndpointSwitch({ endpointId, isActive, setState }: EndpointSwitchProps) {
  const t = useTranslations("integrations.webhooks");
  const toast = useToast();
  const failureOf = useActionFailure();
  const [isOn, setOn] = useOptimistic(isActive);
  const [, startChange] = useTransition();

  function change(next: boolean) {
    startChange(async () => {
      setOn(next);
      const failure = failureOf(await setState({ endpointId, state: next ? "active" : "paused" }));
      toast(failure === null ? { title: t(next ? "resumed" : "paused") } : { title: failure, tone: "danger" });
    });
  }

  return <Switch label={t("take")} hint={t("takeHint")} checked={isOn} onCheckedChange={change} />;
}
