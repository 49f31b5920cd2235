"use client";

import { Coins } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { z } from "zod";
import { FormFooter } from "@/app/desk/form-footer";
import { textIn } from "@/app/desk/form-values";
import { useActionForm } from "@/app/desk/use-action-form";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { RadioGroup } from "@/components/ui/radio-group";
import { Textarea } from "@/components/ui/textarea";
import { useToast } from "@/components/ui/use-toast";
import type { ActionOf } from "@/lib/actions/action-result";
import type { moveCreditsInput } from "@/lib/domain/credits/credits.schema";

type GrantCreditsProps = {
  tenantId: string;
  firmName: string;
  move: ActionOf<z.input<typeof moveCreditsInput>, void>;
};

/** Gives a firm credits or corrects its balance, with a reason that the firm reads. */
export function GrantCredits(props: GrantCreditsProps) {
  const t = useTranslations("admin.credits");
  const [isOpen, setOpen] = useState(false);
  return (
    <Dialog
      open={isOpen}
      onOpenChange={setOpen}
      size="sm"
      title={t("title", { firm: props.firmName })}
      description={t("description")}
      trigger={
        <Button size="sm" icon={<Coins />} aria-label={t("open", { firm: props.firmName })}>
          {t("act")}
        </Button>
      }
    >
      <MoveForm {...props} onClose={() => setOpen(false)} />
    </Dialog>
  );
}

function MoveForm({ tenantId, move, onClose }: GrantCreditsProps & { onClose: () => void }) {
  const t = useTranslations("admin.credits");
  const toast = useToast();
  const [kind, setKind] = useState<"grant" | "adjust">("grant");
  const { form, isPending, errorOf, failure } = useActionForm(move, {
    read: (values) => ({
      tenantId,
      kind,
      amount: wholeNumber(textIn(values, "amount")),
      reason: textIn(values, "reason"),
    }),
    onDone: () => {
      toast({ title: t("done"), tone: "success" });
      onClose();
    },
  });
  return (
    <form {...form} className="flex flex-col gap-4">
      <RadioGroup
        legend={t("kind")}
        value={kind}
        onValueChange={(next) => setKind(next === "adjust" ? "adjust" : "grant")}
        options={[
          { value: "grant", label: t("kinds.grant"), hint: t("kinds.grantHint") },
          { value: "adjust", label: t("kinds.adjust"), hint: t("kinds.adjustHint") },
        ]}
      />
      <Field label={t("amount")} name="amount" error={errorOf("amount")}>
        <Input inputMode={kind === "grant" ? "numeric" : "text"} autoComplete="off" maxLength={9} />
      </Field>
      <Field label={t("reason")} name="reason" hint={t("reasonHint")} error={errorOf("reason")}>
        <Textarea rows={2} maxLength={300} />
      </Field>
      <FormFooter failure={failure} submitLabel={t("submit")} isPending={isPending} onCancel={onClose} />
    </form>
  );
}

/** What is no whole number becomes zero, which the schema refuses with the field named. */
function wholeNumber(text: string): number {
  const digits = text.replaceAll(/[\s,]/g, "").replace("−", "-");
  return /^[-+]?\d{1,9}$/.test(digits) ? Number(digits) : 0;
}
