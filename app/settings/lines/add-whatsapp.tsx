"use client";

import { MessageCircle } from "lucide-react";
import { useRouter } from "next/navigation";
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
import { type PairingActions, PairingPanel } from "./pairing-panel";

type AddWhatsappProps = PairingActions & { add: ActionOf<{ label: string }, { lineId: string }> };

/** Names a WhatsApp line, then shows the code that a phone joins it with. */
export function AddWhatsapp({ add, pair, refresh }: AddWhatsappProps) {
  const t = useTranslations("lines.whatsapp");
  const router = useRouter();
  const [isOpen, setOpen] = useState(false);
  const [line, setLine] = useState<{ lineId: string; label: string } | null>(null);

  function changeOpen(next: boolean) {
    setOpen(next);
    if (next) return;
    setLine(null);
    router.refresh();
  }

  return (
    <Dialog
      open={isOpen}
      onOpenChange={changeOpen}
      title={line ? t("title", { label: line.label }) : t("addTitle")}
      description={line ? t("steps") : t("addBody")}
      trigger={<Button icon={<MessageCircle />}>{t("add")}</Button>}
      footer={line ? <Button onClick={() => changeOpen(false)}>{t("close")}</Button> : undefined}
    >
      {line ? (
        <PairingPanel lineId={line.lineId} pair={pair} refresh={refresh} />
      ) : (
        <NameForm add={add} onAdded={setLine} onCancel={() => changeOpen(false)} />
      )}
    </Dialog>
  );
}

type NameFormProps = {
  add: AddWhatsappProps["add"];
  onAdded: (line: { lineId: string; label: string }) => void;
  onCancel: () => void;
};

function NameForm({ add, onAdded, onCancel }: NameFormProps) {
  const t = useTranslations("lines");
  const [label, setLabel] = useState("");
  const { form, isPending, errorOf, failure } = useActionForm(add, {
    read: (values) => ({ label: textIn(values, "label") }),
    onDone: (added) => {
      if (added) onAdded({ ...added, label });
    },
  });
  return (
    <form {...form} className="flex flex-col gap-4">
      <Field label={t("label")} name="label" hint={t("labelHint")} error={errorOf("label")}>
        <Input autoComplete="off" maxLength={60} value={label} onChange={(event) => setLabel(event.target.value)} />
      </Field>
      <FormFooter failure={failure} submitLabel={t("whatsapp.next")} isPending={isPending} onCancel={onCancel} />
    </form>
  );
}
