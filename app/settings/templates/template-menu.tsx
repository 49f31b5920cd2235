"use client";

import { Archive, ArchiveRestore, Pencil } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { useRefusal } from "@/app/desk/use-refusal";
import { Dialog } from "@/components/ui/dialog";
import { IconButton } from "@/components/ui/icon-button";
import { useToast } from "@/components/ui/use-toast";
import type { TemplateRow } from "@/lib/domain/templates/list-templates";
import type { TemplateActs } from "./template-acts";
import { TemplateForm } from "./template-form";

/** What may be done with one saved reply; putting it away can be undone. */
export function TemplateMenu({ template, acts }: { template: TemplateRow; acts: TemplateActs }) {
  const t = useTranslations("templates");
  const toast = useToast();
  const refusal = useRefusal();
  const [isOpen, setOpen] = useState(false);
  const [isPending, startActing] = useTransition();
  const { id: templateId, name } = template;

  function restore() {
    startActing(async () => {
      const error = refusal(await acts.restore({ templateId }));
      toast(error === null ? { title: t("restored"), tone: "success" } : { title: error, tone: "danger" });
    });
  }

  function archive() {
    startActing(async () => {
      const error = refusal(await acts.archive({ templateId }));
      if (error !== null) return toast({ title: error, tone: "danger" });
      toast({ title: t("archivedToast"), action: { label: t("undo"), onSelect: restore } });
    });
  }

  if (template.archivedAt !== null) {
    return (
      <IconButton
        label={t("restoreNamed", { name })}
        icon={<ArchiveRestore />}
        disabled={isPending}
        onClick={restore}
      />
    );
  }
  return (
    <span className="inline-flex gap-1">
      <Dialog
        open={isOpen}
        onOpenChange={setOpen}
        size="lg"
        title={t("form.editTitle")}
        trigger={<IconButton label={t("edit", { name })} icon={<Pencil />} />}
      >
        <TemplateForm save={acts.save} count={acts.count} template={template} close={() => setOpen(false)} />
      </Dialog>
      <IconButton label={t("archiveNamed", { name })} icon={<Archive />} disabled={isPending} onClick={archive} />
    </span>
  );
}
