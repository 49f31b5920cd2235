"use client";

import { Pencil } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { FormFooter } from "@/app/desk/form-footer";
import { textIn } from "@/app/desk/form-values";
import { useActionForm } from "@/app/desk/use-action-form";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { ActionOf } from "@/lib/actions/action-result";

type RenameLineProps = { lineId: string; label: string; rename: ActionOf<{ lineId: string; label: string }, void> };

/** Gives the line another name. */
export function RenameLine(props: RenameLineProps) {
  const t = useTranslations("lines");
  const [isOpen, setOpen] = useState(false);
  return (
    <Dialog
      open={isOpen}
      onOpenChange={setOpen}
      title={t("rename.title")}
      size="sm"
      trigger={
        <Button size="sm" icon={<Pencil />}>
          {t("rename.button")}
        </Button>
      }
    >
      <NameForm {...props} onClose={() => setOpen(false)} />
    </Dialog>
  );
}

function NameForm({ lineId, label, rename, onClose }: RenameLineProps & { onClose: () => void }) {
  const t = useTranslations("lines");
  const { form, isPending, errorOf, failure } = useActionForm(rename, {
    read: (values) => ({ lineId, label: textIn(values, "label") }),
    onDone: onClose,
  });
  return (
    <form {...form} className="flex flex-col gap-4">
      <Field label={t("label")} name="label" error={errorOf("label")}>
        <Input autoComplete="off" maxLength={60} defaultValue={label} />
      </Field>
      <FormFooter failure={failure} submitLabel={t("rename.submit")} isPending={isPending} onCancel={onClose} />
    </form>
  );
}
