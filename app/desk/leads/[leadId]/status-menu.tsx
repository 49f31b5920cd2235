"use client";

import { ChevronDown } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import type { z } from "zod";
import { Button } from "@/components/ui/button";
import { Menu, MenuChoice } from "@/components/ui/menu";
import { useToast } from "@/components/ui/use-toast";
import type { ActionOf } from "@/lib/actions/action-result";
import type { changeLeadStatusInput } from "@/lib/domain/leads/leads.schema";
import { useRefusal } from "../../use-refusal";
import { ReasonDialog } from "./reason-dialog";

type Change = z.input<typeof changeLeadStatusInput>;
type LeadStatusCode = Change["status"];
type Reason = NonNullable<Change["reason"]>;

type StatusMenuProps = {
  leadId: string;
  status: LeadStatusCode;
  change: ActionOf<Change, { status: LeadStatusCode; reason: string | null }>;
  statuses: readonly LeadStatusCode[];
  reasons: readonly Reason[];
};

/** Moves a lead on. A lead that ends without a case needs a reason; every change can be taken back for a few seconds. */
export function StatusMenu({ leadId, status, change, statuses, reasons }: StatusMenuProps) {
  const t = useTranslations("leads");
  const common = useTranslations("common.actions");
  const toast = useToast();
  const refusal = useRefusal();
  const [asked, setAsked] = useState<"declined" | "lost" | null>(null);
  const [isPending, startChanging] = useTransition();

  function send(next: Change, isUndo: boolean) {
    startChanging(async () => {
      const answer = await change(next);
      const refused = refusal(answer);
      if (refused) return toast({ title: refused, tone: "danger" });
      setAsked(null);
      const before = answer?.data;
      const name = t(`statuses.${next.status}`);
      if (isUndo || !before) return toast({ title: t("status.undone", { status: name }) });
      const reason = reasons.find((code) => code === before.reason) ?? null;
      toast({
        title: t("status.changed", { status: name }),
        tone: "success",
        action: {
          label: common("undo"),
          onSelect: () => send({ leadId, status: before.status, reason }, true),
        },
      });
    });
  }

  function choose(value: string) {
    const next = statuses.find((code) => code === value);
    if (!next || next === status) return;
    if (next === "declined" || next === "lost") setAsked(next);
    else send({ leadId, status: next }, false);
  }

  return (
    <>
      <Menu
        trigger={
          <Button variant="primary" pending={isPending}>
            {t("status.label")}
            <ChevronDown />
          </Button>
        }
      >
        <MenuChoice
          label={t("filters.status")}
          value={status}
          options={statuses.map((code) => ({ value: code, label: t(`statuses.${code}`) }))}
          onValueChange={choose}
        />
      </Menu>
      <ReasonDialog
        status={asked}
        reasons={reasons}
        isPending={isPending}
        onCancel={() => setAsked(null)}
        onGiven={(reason) => asked && send({ leadId, status: asked, reason }, false)}
      />
    </>
  );
}
