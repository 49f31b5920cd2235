"use client";

import { Sparkles } from "lucide-react";
import { useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import type { ActionOf } from "@/lib/actions/action-result";
import type { Proposal } from "@/lib/domain/proposals/list-proposals";
import { ProposalItem } from "./proposal-item";

export type AcceptProposal = ActionOf<
  { id: string; editedValue?: string; seenValue?: string | null },
  { value: string }
>;
export type RejectProposal = ActionOf<{ id: string }, void>;

type ProposalsProps = { proposals: Proposal[]; canDecide: boolean; accept: AcceptProposal; reject: RejectProposal };

/** What calls proposed and nobody decided yet, each next to the client's words. */
export function Proposals({ proposals, canDecide, accept, reject }: ProposalsProps) {
  const t = useTranslations("cases.proposals");
  const pending = proposals.filter((proposal) => proposal.status === "pending");
  if (pending.length === 0) return null;
  return (
    <Card
      title={
        <span className="flex items-center gap-2">
          <Sparkles aria-hidden="true" className="size-4 text-accent-text" />
          {t("title")}
        </span>
      }
      description={t("hint")}
      padding="flush"
    >
      <ul className="divide-y divide-line-soft">
        {pending.map((proposal) => (
          <ProposalItem key={proposal.id} proposal={proposal} canDecide={canDecide} accept={accept} reject={reject} />
        ))}
      </ul>
    </Card>
  );
}
