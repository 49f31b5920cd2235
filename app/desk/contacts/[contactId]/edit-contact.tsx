"use client";

import { Pencil } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { z } from "zod";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { useToast } from "@/components/ui/use-toast";
import type { ActionOf } from "@/lib/actions/action-result";
import type { updateContactInput } from "@/lib/domain/contacts/contacts.schema";
import { FormFooter } from "../../form-footer";
import { useActionForm } from "../../use-action-form";
import { ContactFields, type ContactValues, NotesField, readContactValues, type StateOption } from "../contact-fields";

type EditContactProps = {
  contactId: string;
  values: ContactValues;
  update: ActionOf<z.input<typeof updateContactInput>, void>;
  states: readonly StateOption[];
};

/** Changes a contact's own properties. */
export function EditContact(props: EditContactProps) {
  const t = useTranslations("contacts");
  const [isOpen, setOpen] = useState(false);
  return (
    <Dialog
      open={isOpen}
      onOpenChange={setOpen}
      title={t("form.editTitle")}
      trigger={<Button icon={<Pencil />}>{t("page.edit")}</Button>}
    >
      <EditForm {...props} close={() => setOpen(false)} />
    </Dialog>
  );
}

function EditForm({ contactId, values, update, states, close }: EditContactProps & { close: () => void }) {
  const t = useTranslations("contacts.form");
  const toast = useToast();
  const { form, isPending, errorOf, failure } = useActionForm(update, {
    read: (entered) => ({ contactId, ...readContactValues(entered) }),
    onDone: () => {
      close();
      toast({ title: t("saved"), tone: "success" });
    },
  });
  return (
    <form {...form} className="flex flex-col gap-4">
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <ContactFields values={values} states={states} errorOf={errorOf} />
      </div>
      <NotesField notes={values.notes} error={errorOf("notes")} />
      <FormFooter failure={failure} submitLabel={t("save")} isPending={isPending} onCancel={close} />
    </form>
  );
}
