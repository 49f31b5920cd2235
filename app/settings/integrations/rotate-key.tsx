"use client";

import { RefreshCw } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { type KeyActions, KeyForm } from "./key-form";

/** Replaces the key by a new one; the one before overlaps. */
export function RotateKey(actions: KeyActions) {
  const t = useTranslations("integrations.key");
  const [isOpen, setOpen] = useState(false);
  return (
    <Dialog
      open={isOpen}
      onOpenChange={setOpen}
      title={t("rotateTitle")}
      description={t("rotateBody")}
      trigger={
        <Button size="sm" icon={<RefreshCw />}>
          {t("rotate")}
        </Button>
      }
    >
      <KeyForm {...actions} onSaved={() => setOpen(false)} />
    </Dialog>
  );
}
