"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import type { z } from "zod";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import { useToast } from "@/components/ui/use-toast";
import type { ActionOf } from "@/lib/actions/action-result";
import type { setHoldInput } from "@/lib/domain/contacts/contacts.schema";
import { FormFooter } from "../../form-footer";
import { textIn } from "../../form-values";
import { useActionForm } from "../../use-action-form";

type SetHoldProps = { contactId: string; set: ActionOf<z.input<typeof setHoldInput>, void> };

/** Puts a legal hold on a person's records. */
export function SetHold(props: SetHoldProps) {
  const t = useTranslations("contacts.hold");
  const [isOpen, setOpen] = useState(false);
  return (
    <Dialog
      open={isOpen}
      onOpenChange={setOpen}
      title={t("setTitle")}
      description={t("setBody")}
      trigger={<Button size="sm">{t("set")}</Button>}
    >
      <HoldForm {...props} close={() => setOpen(false)} />
    </Dialog>
  );
}

function HoldForm({ contactId, set, close }: SetHoldProps & { close: () => void }) {
  const t = useTranslations("contacts.hold");
  const toast = useToast();
  const [isBlocking, setBlocking] = useState(true);
  const { form, isPending, errorOf, failure } = useActionForm(set, {
    read: (values) => ({ contactId, reason: textIn(values, "reason"), isBlocking }),
    onDone: () => {
      close();
      toast({ title: t("held") });
    },
  });
  return (
    <form {...form} className="flex flex-col gap-4">
      <Field label={t("reason")} name="reason" hint={t("reasonHint")} error={errorOf("reason")}>
        <Textarea name="reason" maxLength={500} />
      </Field>
      <Checkbox
        label={t("isBlocking")}
        hint={t("isBlockingHint")}
        name="isBlocking"
        checked={isBlocking}
        onCheckedChange={setBlocking}
      />
      <FormFooter failure={failure} submitLabel={t("setConfirm")} isPending={isPending} onCancel={close} />
    </form>
  );
}
