"use client";

import { Archive, ArchiveRestore, CircleCheck } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useRefusal } from "@/app/desk/use-refusal";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { RadioGroup } from "@/components/ui/radio-group";
import { DONE_REASONS } from "@/lib/domain/webhook-events/webhook-log.schema";
import type { EventActions } from "./event-actions";
import { ReplayDialog } from "./replay-dialog";
import { useTellResult } from "./use-tell-result";

export type EventAct = "replay" | "quarantine" | "release" | "markDone";

type ActsBarProps = {
  eventIds: string[];
  actions: EventActions;
  /** The acts on offer; all of them unless said. */
  offered?: readonly EventAct[];
  size?: "sm" | "md";
  onDone?: () => void;
};

const ALL: readonly EventAct[] = ["markDone", "quarantine", "release", "replay"];

/** What can be done about one event or many: each asks first, replay shows what it would change. */
export function ActsBar({ eventIds, actions, offered = ALL, size = "md", onDone }: ActsBarProps) {
  const props = { eventIds, actions, size, onDone: onDone ?? (() => {}) };
  return (
    <>
      {offered.includes("markDone") ? <MarkDone {...props} /> : null}
      {offered.includes("quarantine") ? <KeepBack {...props} act="quarantine" /> : null}
      {offered.includes("release") ? <KeepBack {...props} act="release" /> : null}
      {offered.includes("replay") ? <ReplayDialog {...props} /> : null}
    </>
  );
}

type ActProps = { eventIds: string[]; actions: EventActions; size: "sm" | "md"; onDone: () => void };

function KeepBack({ eventIds, actions, size, onDone, act }: ActProps & { act: "quarantine" | "release" }) {
  const t = useTranslations("webhook-events");
  const tell = useTellResult();
  const refusal = useRefusal();
  const count = eventIds.length;

  async function confirm() {
    const answer = await actions[act]({ eventIds });
    const error = refusal(answer);
    if (error !== null) return { error };
    if (answer?.data) tell(act === "quarantine" ? "quarantined" : "released", answer.data);
    onDone();
    return undefined;
  }

  return (
    <ConfirmDialog
      trigger={
        <Button size={size} icon={act === "quarantine" ? <Archive /> : <ArchiveRestore />}>
          {t(`acts.${act}`)}
        </Button>
      }
      tone="primary"
      title={t(`${act}Dialog.title`, { count })}
      consequences={t(`${act}Dialog.body`)}
      confirmLabel={t(`${act}Dialog.confirm`)}
      onConfirm={confirm}
    />
  );
}

function MarkDone({ eventIds, actions, size, onDone }: ActProps) {
  const t = useTranslations("webhook-events");
  const tell = useTellResult();
  const refusal = useRefusal();
  const [reason, setReason] = useState<(typeof DONE_REASONS)[number]>("handled_elsewhere");
  const count = eventIds.length;

  async function confirm() {
    const answer = await actions.markDone({ eventIds, reason });
    const error = refusal(answer);
    if (error !== null) return { error };
    if (answer?.data) tell("markedDone", answer.data);
    onDone();
    return undefined;
  }

  return (
    <ConfirmDialog
      trigger={
        <Button size={size} icon={<CircleCheck />}>
          {t("acts.markDone")}
        </Button>
      }
      tone="primary"
      title={t("doneDialog.title", { count })}
      consequences={
        <div className="flex flex-col gap-3">
          <p>{t("doneDialog.body")}</p>
          <RadioGroup
            legend={t("doneDialog.reason")}
            value={reason}
            onValueChange={(next) => setReason(DONE_REASONS.find((known) => known === next) ?? "handled_elsewhere")}
            options={DONE_REASONS.map((code) => ({ value: code, label: t(`reasons.${code}`) }))}
          />
        </div>
      }
      confirmLabel={t("doneDialog.confirm")}
      onConfirm={confirm}
    />
  );
}
