"use client";

import { RefreshCw } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { FormFooter } from "@/app/desk/form-footer";
import { textIn } from "@/app/desk/form-values";
import { useActionForm } from "@/app/desk/use-action-form";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { SecretField } from "@/components/ui/secret-field";
import { useToast } from "@/components/ui/use-toast";
import type { ActionOf } from "@/lib/actions/action-result";
import type { RotatedKey } from "@/lib/connections/lines/rotate-line-key";
import { useConnectFailure } from "./use-connect-failure";

type RotateLineKeyProps = { lineId: string; rotate: ActionOf<{ lineId: string; key: string }, RotatedKey> };

/** Puts a pasted key in the place of the one before, after the provider has taken it. */
export function RotateLineKey(props: RotateLineKeyProps) {
  const t = useTranslations("lines.rotate");
  const [isOpen, setOpen] = useState(false);
  return (
    <Dialog
      open={isOpen}
      onOpenChange={setOpen}
      title={t("title")}
      description={t("body")}
      trigger={
        <Button size="sm" icon={<RefreshCw />}>
          {t("button")}
        </Button>
      }
    >
      <KeyForm {...props} onClose={() => setOpen(false)} />
    </Dialog>
  );
}

function KeyForm({ lineId, rotate, onClose }: RotateLineKeyProps & { onClose: () => void }) {
  const t = useTranslations("lines.rotate");
  const toast = useToast();
  const failureOf = useConnectFailure();
  const [refused, setRefused] = useState<string | null>(null);
  const { form, isPending, errorOf, failure } = useActionForm(rotate, {
    read: (values) => ({ lineId, key: textIn(values, "key") }),
    onDone: (answer) => {
      if (!answer) return;
      setRefused(failureOf(answer));
      if (answer.kind !== "saved") return;
      toast({ title: t("saved"), tone: "success" });
      onClose();
    },
  });
  return (
    <form {...form} className="flex flex-col gap-4">
      <SecretField label={t("key")} name="key" error={errorOf("key")} />
      <FormFooter failure={failure ?? refused} submitLabel={t("submit")} isPending={isPending} onCancel={onClose} />
    </form>
  );
}
