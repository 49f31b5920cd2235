"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import type { z } from "zod";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";
import { useToast } from "@/components/ui/use-toast";
import type { ActionOf } from "@/lib/actions/action-result";
import type { addOptOutInput } from "@/lib/domain/opt-outs/opt-outs.schema";
import { FormFooter } from "../../form-footer";
import { choiceOf, textIn } from "../../form-values";
import { useActionForm } from "../../use-action-form";

type Wish = z.input<typeof addOptOutInput>;

const CHANNELS = ["all", "voice", "sms", "whatsapp", "email"] as const;
const SCOPES = ["all", "marketing"] as const;

type AddOptOutProps = { add: ActionOf<Wish, { state: "opted_out" | "opted_in"; cancelledCalls: number }> };

/** Registers a wish to be left alone that reached the firm by another way. */
export function AddOptOut({ add }: AddOptOutProps) {
  const t = useTranslations("compliance-desk.add");
  const [isOpen, setIsOpen] = useState(false);
  return (
    <Dialog
      open={isOpen}
      onOpenChange={setIsOpen}
      trigger={<Button variant="primary">{t("act")}</Button>}
      title={t("title")}
      description={t("description")}
    >
      <AddForm add={add} close={() => setIsOpen(false)} />
    </Dialog>
  );
}

function AddForm({ add, close }: AddOptOutProps & { close: () => void }) {
  const t = useTranslations("compliance-desk");
  const toast = useToast();
  const { form, isPending, errorOf, failure } = useActionForm(add, {
    read: (values): Wish => ({
      number: textIn(values, "number"),
      channel: choiceOf(values, "channel", CHANNELS, "all"),
      scope: choiceOf(values, "scope", SCOPES, "all"),
      words: textIn(values, "words") || null,
    }),
    onDone: () => {
      close();
      toast({ title: t("add.done"), tone: "success" });
    },
    blame: { field: "number", reason: "phone" },
  });
  return (
    <form {...form} className="flex flex-col gap-4">
      <Callout tone="warning">{t("add.consequences")}</Callout>
      <Field label={t("columns.number")} name="number" error={errorOf("number")}>
        <Input name="number" type="tel" autoComplete="off" maxLength={64} />
      </Field>
      <Field label={t("filters.channel")} name="channel">
        <Select
          name="channel"
          defaultValue="all"
          options={CHANNELS.map((channel) => ({ value: channel, label: t(`channels.${channel}`) }))}
        />
      </Field>
      <Field label={t("add.scope")} name="scope">
        <Select
          name="scope"
          defaultValue="all"
          options={SCOPES.map((scope) => ({ value: scope, label: t(`scopes.${scope}`) }))}
        />
      </Field>
      <Field label={t("add.words")} name="words" hint={t("add.wordsHint")} error={errorOf("words")} optional>
        <Textarea name="words" maxLength={2_000} />
      </Field>
      <FormFooter failure={failure} submitLabel={t("add.act")} isPending={isPending} onCancel={close} />
    </form>
  );
}
