"use client";

import { Paperclip } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { FormFooter } from "@/app/desk/form-footer";
import { textIn } from "@/app/desk/form-values";
import { useActionForm } from "@/app/desk/use-action-form";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import { useToast } from "@/components/ui/use-toast";
import type { ActionOf } from "@/lib/actions/action-result";

type FileHostsProps = {
  lineId: string;
  hosts: readonly string[];
  save: ActionOf<{ lineId: string; hosts: string }, { retried: number }>;
};

/** Chooses where files of the line's messages may be fetched from. */
export function FileHosts(props: FileHostsProps) {
  const t = useTranslations("lines.fileHosts");
  const [isOpen, setOpen] = useState(false);
  return (
    <Dialog
      open={isOpen}
      onOpenChange={setOpen}
      title={t("title")}
      description={t("body")}
      trigger={
        <Button size="sm" icon={<Paperclip />}>
          {t("button")}
        </Button>
      }
    >
      <HostsForm {...props} onClose={() => setOpen(false)} />
    </Dialog>
  );
}

function HostsForm({ lineId, hosts, save, onClose }: FileHostsProps & { onClose: () => void }) {
  const t = useTranslations("lines.fileHosts");
  const toast = useToast();
  const { form, isPending, errorOf, failure } = useActionForm(save, {
    read: (values) => ({ lineId, hosts: textIn(values, "hosts") }),
    onDone: (answer) => {
      toast({ title: t("saved", { count: answer?.retried ?? 0 }), tone: "success" });
      onClose();
    },
  });
  const isRefused = errorOf("hosts") !== undefined;
  return (
    <form {...form} className="flex flex-col gap-4">
      <Field label={t("label")} name="hosts" hint={t("hint")} error={isRefused ? t("wrong") : undefined}>
        <Textarea rows={4} autoComplete="off" spellCheck={false} defaultValue={hosts.join("\n")} />
      </Field>
      <FormFooter failure={failure} submitLabel={t("submit")} isPending={isPending} onCancel={onClose} />
    </form>
  );
}
