"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { readLocalTime, writeLocalTime } from "@/app/desk/local-time-field";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

type PickTimeProps = {
  title: string;
  /** Whose clock the field shows; named in its hint. */
  zone: string;
  now: Date;
  suggestion: Date;
  confirm: string;
  onPick: (at: Date) => void;
  onClose: () => void;
};

/** Asks for a day and a time on a named clock; only what lies ahead is taken. */
export function PickTime({ title, zone, now, suggestion, confirm, onPick, onClose }: PickTimeProps) {
  const t = useTranslations("inbox.pickTime");
  const common = useTranslations("common.actions");
  const [text, setText] = useState(() => writeLocalTime(suggestion, zone));
  const [error, setError] = useState<string | null>(null);

  function take() {
    const at = readLocalTime(text, zone);
    if (at === null) return setError(t("incomplete"));
    if (at <= now) return setError(t("past"));
    onPick(at);
    onClose();
  }

  return (
    <Dialog
      open
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
      title={title}
      size="sm"
      footer={
        <>
          <Button onClick={onClose}>{common("cancel")}</Button>
          <Button variant="primary" onClick={take}>
            {confirm}
          </Button>
        </>
      }
    >
      <Field label={t("label")} hint={t("zone", { zone: zone.replaceAll("_", " ") })} error={error}>
        <Input type="datetime-local" value={text} onValueChange={(value) => setText(String(value))} />
      </Field>
    </Dialog>
  );
}
