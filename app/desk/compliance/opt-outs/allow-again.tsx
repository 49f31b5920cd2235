"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import type { z } from "zod";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";
import { useToast } from "@/components/ui/use-toast";
import type { ActionOf } from "@/lib/actions/action-result";
import type { OptOutHistory } from "@/lib/domain/opt-outs/find-opt-out-history";
import type { allowAgainInput } from "@/lib/domain/opt-outs/opt-outs.schema";
import { FormFooter } from "../../form-footer";
import { textIn } from "../../form-values";
import { useActionForm } from "../../use-action-form";

type Wish = z.input<typeof allowAgainInput>;

type AllowAgainProps = {
  number: string;
  stopped: OptOutHistory["states"];
  allow: ActionOf<Wish, { state: "opted_out" | "opted_in" }>;
};

/** Registers that a person wants to be contacted again, with their own words. */
export function AllowAgain(props: AllowAgainProps) {
  const t = useTranslations("compliance-desk.allow");
  const [isOpen, setIsOpen] = useState(false);
  return (
    <Dialog
      open={isOpen}
      onOpenChange={setIsOpen}
      trigger={<Button>{t("act")}</Button>}
      title={t("title")}
      description={t("description")}
    >
      <AllowForm {...props} close={() => setIsOpen(false)} />
    </Dialog>
  );
}

function AllowForm({ number, stopped, allow, close }: AllowAgainProps & { close: () => void }) {
  const t = useTranslations("compliance-desk");
  const toast = useToast();
  const [first] = stopped;
  const { form, isPending, errorOf, failure } = useActionForm(allow, {
    read: (values): Wish => {
      const chosen = stopped.find((row) => keyOf(row) === values.get("which")) ?? first;
      return {
        number,
        channel: chosen?.channel ?? "all",
        scope: chosen?.scope ?? "all",
        evidence: textIn(values, "evidence"),
      };
    },
    onDone: (result) => {
      close();
      const isAllowed = result?.state === "opted_in";
      toast({ title: t(isAllowed ? "allow.done" : "allow.stillOut"), tone: isAllowed ? "success" : "danger" });
    },
  });
  return (
    <form {...form} className="flex flex-col gap-4">
      <Callout tone="warning">{t("allow.consequences")}</Callout>
      <Field label={t("allow.which")} name="which">
        <Select
          name="which"
          defaultValue={first ? keyOf(first) : ""}
          options={stopped.map((row) => ({
            value: keyOf(row),
            label: `${t(`channels.${row.channel}`)}${row.scope === "marketing" ? `, ${t("scopes.marketing")}` : ""}`,
          }))}
        />
      </Field>
      <Field label={t("allow.evidence")} name="evidence" hint={t("allow.evidenceHint")} error={errorOf("evidence")}>
        <Textarea name="evidence" maxLength={2_000} />
      </Field>
      <FormFooter failure={failure} submitLabel={t("allow.act")} isPending={isPending} onCancel={close} />
    </form>
  );
}

function keyOf({ channel, scope }: OptOutHistory["states"][number]): string {
  return `${channel}:${scope}`;
}
