"use client";

import { Pause, Play } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRefusal } from "@/app/desk/use-refusal";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { useToast } from "@/components/ui/use-toast";
import type { ActionOf } from "@/lib/actions/action-result";
import { useProviderName } from "../use-provider-name";

type PauseProviderProps = {
  provider: string;
  /** At least one of its addresses takes deliveries. */
  isOpen: boolean;
  setState: ActionOf<{ provider: string; state: "active" | "paused" }, { count: number }>;
};

/** Pauses or resumes all addresses of the provider that the log is narrowed to. */
export function PauseProvider({ provider, isOpen, setState }: PauseProviderProps) {
  const t = useTranslations("webhook-events.provider");
  const toast = useToast();
  const refusal = useRefusal();
  const name = useProviderName()(provider);
  const act = isOpen ? "pause" : "resume";

  async function confirm() {
    const answer = await setState({ provider, state: isOpen ? "paused" : "active" });
    const error = refusal(answer);
    if (error !== null) return { error };
    toast({ title: t(isOpen ? "paused" : "resumed", { count: answer?.data?.count ?? 0 }), tone: "success" });
    return undefined;
  }

  return (
    <ConfirmDialog
      trigger={<Button icon={isOpen ? <Pause /> : <Play />}>{t(act, { provider: name })}</Button>}
      tone="primary"
      title={t(`${act}Title`, { provider: name })}
      consequences={t(`${act}Body`, { provider: name })}
      confirmLabel={t(act, { provider: name })}
      onConfirm={confirm}
    />
  );
}
