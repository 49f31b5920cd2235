"use client";

import { useTimeZone, useTranslations } from "next-intl";
import { useState } from "react";
import { readLocalTime } from "@/app/desk/local-time-field";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

type PickDayProps = { onPick: (from: string) => void; onClose: () => void };

/** Asks for the day from which a thread is read. */
export function PickDay({ onPick, onClose }: PickDayProps) {
  const t = useTranslations("inbox.pickDay");
  const common = useTranslations("common.actions");
  const timeZone = useTimeZone() ?? "UTC";
  const [day, setDay] = useState("");
  const from = readLocalTime(`${day}T00:00`, timeZone);
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
      size="sm"
      title={t("title")}
      footer={
        <>
          <Button onClick={onClose}>{common("cancel")}</Button>
          <Button
            variant="primary"
            disabled={from === null}
            onClick={() => {
              if (from === null) return;
              onPick(from.toISOString());
              onClose();
            }}
          >
            {t("confirm")}
          </Button>
        </>
      }
    >
      <Field label={t("label")}>
        <Input type="date" value={day} onValueChange={(value) => setDay(String(value))} />
      </Field>
    </Dialog>
  );
}
