"use client";

import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { z } from "zod";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { useToast } from "@/components/ui/use-toast";
import type { ActionOf } from "@/lib/actions/action-result";
import type { addContactPhoneInput } from "@/lib/domain/contacts/contacts.schema";
import { FormFooter } from "../../form-footer";
import { choiceOf, textIn } from "../../form-values";
import { useActionForm } from "../../use-action-form";

type AddPhoneProps = { contactId: string; add: ActionOf<z.input<typeof addContactPhoneInput>, { e164: string }> };

const LABELS = ["mobile", "home", "work", "other"] as const;

/** Adds a number to a contact. */
export function AddPhone(props: AddPhoneProps) {
  const t = useTranslations("contacts.phones");
  const [isOpen, setOpen] = useState(false);
  return (
    <Dialog
      open={isOpen}
      onOpenChange={setOpen}
      size="sm"
      title={t("addTitle")}
      trigger={
        <Button size="sm" icon={<Plus />}>
          {t("add")}
        </Button>
      }
    >
      <PhoneForm {...props} close={() => setOpen(false)} />
    </Dialog>
  );
}

function PhoneForm({ contactId, add, close }: AddPhoneProps & { close: () => void }) {
  const t = useTranslations("contacts");
  const toast = useToast();
  const { form, isPending, errorOf, failure } = useActionForm(add, {
    read: (values) => ({
      contactId,
      phone: textIn(values, "phone"),
      label: choiceOf(values, "label", LABELS, "mobile"),
    }),
    blame: { field: "phone", reason: "phone" },
    onDone: () => {
      close();
      toast({ title: t("phones.added"), tone: "success" });
    },
  });
  return (
    <form {...form} className="flex flex-col gap-4">
      <Field label={t("phones.number")} name="phone" hint={t("form.phoneHint")} error={errorOf("phone")}>
        <Input type="tel" autoComplete="off" maxLength={40} />
      </Field>
      <Field label={t("phones.label")} name="label">
        <Select
          name="label"
          defaultValue="mobile"
          options={LABELS.map((code) => ({ value: code, label: t(`phones.labels.${code}`) }))}
        />
      </Field>
      <FormFooter failure={failure} submitLabel={t("phones.submit")} isPending={isPending} onCancel={close} />
    </form>
  );
}
