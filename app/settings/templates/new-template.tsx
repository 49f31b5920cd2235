"use client";

import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import type { TemplateActs } from "./template-acts";
import { TemplateForm } from "./template-form";

/** Writes a saved reply. */
export function NewTemplate(acts: Pick<TemplateActs, "save" | "count">) {
  const t = useTranslations("templates");
  const [isOpen, setOpen] = useState(false);
  return (
    <Dialog
      open={isOpen}
      onOpenChange={setOpen}
      size="lg"
      title={t("form.newTitle")}
      trigger={
        <Button variant="primary" icon={<Plus />} data-shortcut="create">
          {t("new")}
        </Button>
      }
    >
      <TemplateForm {...acts} template={null} close={() => setOpen(false)} />
    </Dialog>
  );
}
