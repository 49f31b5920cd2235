"use client";

import { Check, Pencil, X } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { useToast } from "@/components/ui/use-toast";
import { type CaseDetailField, caseDetailField } from "@/lib/domain/details/case-detail-fields.schema";
import type { Proposal } from "@/lib/domain/proposals/list-proposals";
import { clockOf } from "../../calls/clock-of";
import type { AcceptProposal, RejectProposal } from "./proposals";

type ProposalItemProps = { proposal: Proposal; canDecide: boolean; accept: AcceptProposal; reject: RejectProposal };

/** One proposal: the words, the value they mean, and accept, edit or reject. */
export function ProposalItem({ proposal, canDecide, accept, reject }: ProposalItemProps) {
  const t = useTranslations("cases.proposals");
  const fields = useTranslations("cases.fields");
  const errors = useTranslations("errors.codes");
  const toast = useToast();
  const [edited, setEdited] = useState<string | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [isPending, startDeciding] = useTransition();
  const field = fieldName(fields, proposal.field);

  function decide(decision: "accept" | "reject") {
    startDeciding(async () => {
      const result =
        decision === "reject"
          ? await reject({ id: proposal.id })
          : await accept({
              id: proposal.id,
              seenValue: proposal.currentValue,
              ...(edited === null ? {} : { editedValue: edited }),
            });
      const isRefused = result?.serverError || result?.validationErrors;
      setFailure(isRefused ? errors(result?.serverError?.code ?? "invalid_input") : null);
      if (!isRefused) toast({ title: t(decision === "accept" ? "accepted" : "rejected", { field }), tone: "success" });
    });
  }

  return (
    <li className="flex flex-col gap-2.5 px-4 py-3 text-sm">
      <div className="flex flex-wrap items-baseline justify-between gap-x-3 gap-y-1">
        <span className="font-medium text-ink">{field}</span>
        <Link href={`/desk/calls/${proposal.callId}`} className="text-xs text-accent-text hover:underline">
          {t("openCall")}
        </Link>
      </div>
      <Words proposal={proposal} />
      {edited === null ? (
        <p className="wrap-anywhere text-base font-medium text-ink">
          {proposal.normalizedValue ?? proposal.heardValue}
        </p>
      ) : (
        <Field label={t("proposed")} hideLabel>
          <Input value={edited} onValueChange={setEdited} maxLength={500} autoFocus />
        </Field>
      )}
      {proposal.currentValue ? (
        <p className="text-xs text-subtle">{t("current", { value: proposal.currentValue })}</p>
      ) : null}
      {proposal.normalizedValue === null && edited === null ? (
        <p className="text-xs text-warning">{t("unclear")}</p>
      ) : null}
      {failure ? (
        <p role="alert" className="text-xs text-danger">
          {failure}
        </p>
      ) : null}
      {canDecide ? (
        <div className="flex flex-wrap gap-2">
          <Button
            size="sm"
            variant="primary"
            icon={<Check />}
            pending={isPending}
            disabled={edited === null && proposal.normalizedValue === null}
            onClick={() => decide("accept")}
          >
            {t(edited === null ? "accept" : "saveEdited")}
          </Button>
          <Button
            size="sm"
            icon={<Pencil />}
            onClick={() => setEdited(edited === null ? (proposal.normalizedValue ?? proposal.heardValue) : null)}
          >
            {t("edit")}
          </Button>
          <Button size="sm" variant="danger-quiet" icon={<X />} disabled={isPending} onClick={() => decide("reject")}>
            {t("reject")}
          </Button>
        </div>
      ) : null}
    </li>
  );
}

function Words({ proposal }: { proposal: Proposal }) {
  const t = useTranslations("cases.proposals");
  if (!proposal.spokenWords) return null;
  return (
    <blockquote className="border-l-2 border-accent-line ps-3 text-muted">
      <span className="me-2 text-xs text-subtle">
        {t("heard")}
        {proposal.transcriptSecond === null ? null : ` ${t("at", { time: clockOf(proposal.transcriptSecond) })}`}
      </span>
      <q>{proposal.spokenWords}</q>
    </blockquote>
  );
}

function fieldName(fields: (key: CaseDetailField) => string, code: string): string {
  const known = caseDetailField.options.find((field) => field === code);
  return known ? fields(known) : code;
}
