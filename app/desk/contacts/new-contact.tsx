"use client";

import { Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { z } from "zod";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { useToast } from "@/components/ui/use-toast";
import type { ActionOf } from "@/lib/actions/action-result";
import type { contactInput } from "@/lib/domain/contacts/contacts.schema";
import { FormFooter } from "../form-footer";
import { textIn } from "../form-values";
import { useActionForm } from "../use-action-form";
import { ContactFields, NotesField, readContactValues, type StateOption } from "./contact-fields";

type NewContactProps = {
  create: ActionOf<z.input<typeof contactInput>, { id: string }>;
  states: readonly StateOption[];
};

/** Adds a person whom the firm knows, and leads to them. */
export function NewContact(props: NewContactProps) {
  const t = useTranslations("contacts");
  const [isOpen, setOpen] = useState(false);
  return (
    <Dialog
      open={isOpen}
      onOpenChange={setOpen}
      title={t("form.createTitle")}
      trigger={
        <Button variant="primary" icon={<Plus />} data-shortcut="create">
          {t("new")}
        </Button>
      }
    >
      <ContactForm {...props} close={() => setOpen(false)} />
    </Dialog>
  );
}

function ContactForm({ create, states, close }: NewContactProps & { close: () => void }) {
  const t = useTranslations("contacts.form");
  const router = useRouter();
  const toast = useToast();
  const { form, isPending, errorOf, failure } = useActionForm(create, {
    read: (values) => ({
      ...readContactValues(values),
      phone: textIn(values, "phone"),
      email: textIn(values, "email"),
    }),
    // The verb refuses nothing but the number once the fields have passed.
    blame: { field: "phone", reason: "phone" },
    onDone: (contact) => {
      close();
      toast({ title: t("created"), tone: "success" });
      if (contact) router.push(`/desk/contacts/${contact.id}`);
    },
  });
  return (
    <form {...form} className="flex flex-col gap-4">
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <ContactFields states={states} errorOf={errorOf} />
        <Field label={t("phone")} name="phone" hint={t("phoneHint")} error={errorOf("phone")} optional>
          <Input type="tel" autoComplete="off" maxLength={40} />
        </Field>
        <Field label={t("email")} name="email" error={errorOf("email")} optional>
          <Input type="email" autoComplete="off" maxLength={254} />
        </Field>
      </div>
      <NotesField error={errorOf("notes")} />
      <FormFooter failure={failure} submitLabel={t("create")} isPending={isPending} onCancel={close} />
    </form>
  );
}
