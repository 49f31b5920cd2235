"use client";

import { Building2 } from "lucide-react";
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
import { SecretField } from "@/components/ui/secret-field";
import { useToast } from "@/components/ui/use-toast";
import type { ActionOf } from "@/lib/actions/action-result";
import type { BusinessConnection } from "@/lib/connections/evolution/connect-whatsapp-business";
import type { connectWhatsappBusinessInput } from "@/lib/domain/lines/line.schema";

type Connect = ActionOf<z.input<typeof connectWhatsappBusinessInput>, BusinessConnection>;

/** Adds a number of WhatsApp Business: no phone joins, and Meta is asked first whether the token opens the number. */
export function AddWhatsappBusiness({ connect }: { connect: Connect }) {
  const t = useTranslations("lines.business");
  const [isOpen, setOpen] = useState(false);
  return (
    <Dialog
      open={isOpen}
      onOpenChange={setOpen}
      title={t("title")}
      description={t("description")}
      trigger={<Button icon={<Building2 />}>{t("add")}</Button>}
    >
      <BusinessForm connect={connect} onClose={() => setOpen(false)} />
    </Dialog>
  );
}

function BusinessForm({ connect, onClose }: { connect: Connect; onClose: () => void }) {
  const t = useTranslations("lines");
  const toast = useToast();
  const [refused, setRefused] = useState<string | null>(null);
  const { form, isPending, errorOf, failure } = useActionForm(connect, {
    read: (values) => ({
      label: textIn(values, "label"),
      phoneNumberId: textIn(values, "phoneNumberId"),
      key: textIn(values, "key"),
    }),
    onDone: (answer) => {
      if (!answer) return;
      setRefused(wordsOf(answer));
      if (answer.kind === "refused" || (answer.kind === "failed" && answer.lineId === null)) return;
      if (answer.kind === "connected") toast({ title: t("number.connected"), tone: "success" });
      onClose();
    },
  });

  function wordsOf(answer: BusinessConnection): string | null {
    if (answer.kind === "refused") return t(`business.refusals.${answer.reason}`);
    return answer.kind === "failed" ? t("business.failed") : null;
  }

  return (
    <form {...form} className="flex flex-col gap-4">
      <Field label={t("label")} name="label" hint={t("labelHint")} error={errorOf("label")}>
        <Input autoComplete="off" maxLength={60} />
      </Field>
      <Field
        label={t("business.phoneNumberId")}
        name="phoneNumberId"
        hint={t("business.phoneNumberIdHint")}
        error={errorOf("phoneNumberId")}
      >
        <Input inputMode="numeric" autoComplete="off" spellCheck={false} maxLength={20} />
      </Field>
      <SecretField label={t("business.key")} name="key" hint={t("business.keyHint")} error={errorOf("key")} />
      <FormFooter
        failure={failure ?? refused}
        submitLabel={t("number.submit")}
        isPending={isPending}
        onCancel={onClose}
      />
    </form>
  );
}
