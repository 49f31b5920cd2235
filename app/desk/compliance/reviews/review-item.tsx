"use client";

import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import type { z } from "zod";
import { useAddressWords } from "@/app/desk/use-address-words";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { RelativeTime } from "@/components/ui/relative-time";
import { Textarea } from "@/components/ui/textarea";
import { useToast } from "@/components/ui/use-toast";
import type { ActionOf } from "@/lib/actions/action-result";
import type { ReviewRow } from "@/lib/domain/opt-outs/list-reviews";
import type { decideReviewInput } from "@/lib/domain/opt-outs/opt-outs.schema";
import { FormFooter } from "../../form-footer";
import { textIn } from "../../form-values";
import { useActionForm } from "../../use-action-form";
import { useRefusal } from "../../use-refusal";

type Decision = z.input<typeof decideReviewInput>;
type Decide = ActionOf<Decision, { state: "opted_out" | "opted_in" }>;

/** The words of one person, and what they mean. */
export function ReviewItem({ review, canDecide, decide }: { review: ReviewRow; canDecide: boolean; decide: Decide }) {
  const t = useTranslations("compliance-desk");
  const addressWords = useAddressWords();
  const { owner } = review;
  return (
    <li className="flex flex-col gap-2 px-4 py-3 text-sm">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="font-medium text-ink">
          {owner ? `${owner.firstName} ${owner.lastName}` : addressWords(review.e164)}
        </span>
        {owner ? <span className="text-muted tabular-nums">{addressWords(review.e164)}</span> : null}
        <span className="text-muted">{t(`sources.${review.source}`)}</span>
        <span className="text-subtle">
          <RelativeTime value={review.occurredAt} />
        </span>
      </div>
      <blockquote className="border-s-2 border-line ps-3 whitespace-pre-wrap text-ink">
        {review.isWalled ? t("behindWall") : (review.words ?? "–")}
      </blockquote>
      <div className="flex flex-wrap items-center gap-2">
        {canDecide && !review.isWalled ? <Decisions review={review} decide={decide} /> : null}
        <span className="text-xs text-subtle">
          {t.rich("due.by", { time: () => <RelativeTime value={review.dueAt} /> })}
        </span>
      </div>
    </li>
  );
}

function Decisions({ review, decide }: { review: ReviewRow; decide: Decide }) {
  const t = useTranslations("compliance-desk.reviews");
  const toast = useToast();
  const refusal = useRefusal();
  const [isOpen, setIsOpen] = useState(false);
  const [isPending, startDeciding] = useTransition();

  function confirm() {
    startDeciding(async () => {
      const answer = await decide({ taskId: review.taskId, decision: "confirmed" });
      const problem = refusal(answer);
      toast(problem ? { title: problem, tone: "danger" } : { title: t("confirmed"), tone: "success" });
    });
  }

  return (
    <>
      <Button size="sm" pending={isPending} onClick={confirm}>
        {t("confirm")}
      </Button>
      <Dialog
        open={isOpen}
        onOpenChange={setIsOpen}
        trigger={<Button size="sm">{t("notAStop")}</Button>}
        title={t("notAStopTitle")}
        description={t("notAStopDescription")}
      >
        <EvidenceForm taskId={review.taskId} decide={decide} close={() => setIsOpen(false)} />
      </Dialog>
    </>
  );
}

function EvidenceForm({ taskId, decide, close }: { taskId: string; decide: Decide; close: () => void }) {
  const t = useTranslations("compliance-desk.reviews");
  const toast = useToast();
  const { form, isPending, errorOf, failure } = useActionForm(decide, {
    read: (values): Decision => ({ taskId, decision: "not_a_stop", evidence: textIn(values, "evidence") }),
    onDone: (result) => {
      close();
      toast({ title: t(result?.state === "opted_in" ? "allowed" : "stillOut") });
    },
  });
  return (
    <form {...form} className="flex flex-col gap-4">
      <Callout tone="warning">{t("consequences")}</Callout>
      <Field label={t("evidence")} name="evidence" hint={t("evidenceHint")} error={errorOf("evidence")}>
        <Textarea name="evidence" maxLength={2_000} />
      </Field>
      <FormFooter failure={failure} submitLabel={t("notAStop")} isPending={isPending} onCancel={close} />
    </form>
  );
}
