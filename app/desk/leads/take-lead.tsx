"use client";

import { useTranslations } from "next-intl";
import { useOptimistic, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { Status } from "@/components/ui/status";
import { useToast } from "@/components/ui/use-toast";
import type { ActionOf } from "@/lib/actions/action-result";
import { useRefusal } from "../use-refusal";

type TakeLeadProps = {
  leadId: string;
  name: string;
  take: ActionOf<{ leadId: string }, void>;
  /** Who has it; null while nobody does. */
  holder: { isMe: boolean; name: string } | null;
  canTake: boolean;
  size?: "sm" | "md";
};

/** Who has a lead, or the button that takes it. It is theirs at once; when somebody else was faster, a message says so. */
export function TakeLead({ leadId, name, take, holder, canTake, size = "sm" }: TakeLeadProps) {
  const t = useTranslations("home.waiting");
  const leads = useTranslations("leads");
  const toast = useToast();
  const refusal = useRefusal();
  const [isMine, setMine] = useOptimistic(holder?.isMe ?? false);
  const [, startTaking] = useTransition();

  function onTake() {
    startTaking(async () => {
      setMine(true);
      const refused = refusal(await take({ leadId }));
      if (refused) toast({ title: refused, tone: "danger" });
      else toast({ title: t("takenToast", { name }), tone: "success" });
    });
  }

  if (isMine) return <Status tone="success">{t("taken")}</Status>;
  if (holder) return <span className="text-muted">{holder.name}</span>;
  if (!canTake) return <span className="text-subtle">{leads("nobody")}</span>;
  return (
    <Button size={size} onClick={onTake} aria-label={`${t("take")}: ${name}`}>
      {t("take")}
    </Button>
  );
}
