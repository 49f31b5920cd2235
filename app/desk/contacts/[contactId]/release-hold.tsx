"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import type { z } from "zod";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import { useToast } from "@/components/ui/use-toast";
import type { ActionOf } from "@/lib/actions/action-result";
import type { releaseHoldInput } from "@/lib/domain/contacts/contacts.schema";
import { FormFooter } from "../../form-footer";
import { textIn } from "../../form-values";
import { useActionForm } from "../../use-action-form";

type ReleaseHoldProps = { contactId: string; release: ActionOf<z.input<typeof releaseHoldInput>, void> };

/** Ends the legal hold, after saying what that means and asking why. */
export function ReleaseHold(props: ReleaseHoldProps) {
  const t = useTranslations("contacts.hold");
  const [isOpen, setOpen] = useState(false);
  return (
    <Dialog
      open={isOpen}
      onOpenChange={setOpen}
      title={t("releaseTitle")}
      description={t("releaseBody")}
      trigger={
        <Button size="sm" variant="danger-quiet">
          {t("release")}
        </Button>
      }
    >
      <ReleaseForm {...props} close={() => setOpen(false)} />
    </Dialog>
  );
}

function ReleaseForm({ contactId, release, close }: ReleaseHoldProps & { close: () => void }) {
  const t = useTranslations("contacts.hold");
  const toast = useToast();
  const { form, isPending, errorOf, failure } = useActionForm(release, {
    read: (values) => ({ contactId, reason: textIn(values, "reason") }),
    onDone: () => {
      close();
      toast({ title: t("released") });
    },
  });
  return (
    <form {...form} className="flex flex-col gap-4">
      <Field label={t("releaseReason")} name="reason" hint={t("releaseReasonHint")} error={errorOf("reason")}>
        <Textarea name="reason" maxLength={500} />
      </Field>
      <FormFooter failure={failure} submitLabel={t("releaseConfirm")} isPending={isPending} onCancel={close} />
    </form>
  );
}
