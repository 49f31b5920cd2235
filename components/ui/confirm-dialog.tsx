"use client";

import { AlertDialog } from "@base-ui/react/alert-dialog";
import { useTranslations } from "next-intl";
import { type ReactElement, type ReactNode, useState, useTransition } from "react";
import { Button } from "./button";
import { cn } from "./cn";
import { backdropStyles, dialogStyles } from "./dialog-styles";
import { Field } from "./field";
import { Input } from "./input";

type ConfirmDialogProps = {
  trigger: ReactElement;
  /** A question that names the thing: “Delete the VAPI key?” */
  title: string;
  /** What will happen, and what cannot be undone. */
  consequences: ReactNode;
  /** The verb of the act, never “OK”. */
  confirmLabel: string;
  tone?: "danger" | "primary";
  /** For what can never be undone: this text has to be typed first. `label` says so. */
  typeToConfirm?: { text: string; label: string };
  /** Closes when it resolves; stays open with the returned message when it could not be done. */
  onConfirm: () => Promise<{ error: string } | undefined>;
};

/** Asks before an act that is hard to take back. Reversible acts get an Undo toast instead. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { trigger, title, consequences, confirmLabel, tone = "danger", typeToConfirm, onConfirm } = props;
  const t = useTranslations("common.actions");
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState("");
  const [error, setError] = useState<string | null>(null);
  const [pending, startConfirm] = useTransition();
  const isTyped = !typeToConfirm || typed.trim() === typeToConfirm.text;

  function changeOpen(next: boolean) {
    setOpen(next);
    setTyped("");
    setError(null);
  }

  function confirm() {
    startConfirm(async () => {
      const failure = await onConfirm();
      if (failure) setError(failure.error);
      else changeOpen(false);
    });
  }

  return (
    <AlertDialog.Root open={open} onOpenChange={(next) => changeOpen(next)}>
      <AlertDialog.Trigger render={trigger} />
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className={backdropStyles} />
        <AlertDialog.Popup className={cn(dialogStyles, "sm:w-108")}>
          <div className="flex flex-col gap-2 px-5 pt-5 pb-4">
            <AlertDialog.Title className="text-lg font-semibold">{title}</AlertDialog.Title>
            <AlertDialog.Description render={<div />} className="text-sm text-muted">
              {consequences}
            </AlertDialog.Description>
            {typeToConfirm ? (
              <Field label={typeToConfirm.label} className="pt-2">
                <Input value={typed} onValueChange={setTyped} autoComplete="off" spellCheck={false} />
              </Field>
            ) : null}
            {error ? (
              <p role="alert" className="text-sm text-danger">
                {error}
              </p>
            ) : null}
          </div>
          <footer className="flex flex-wrap justify-end gap-2 border-t border-line-soft px-5 py-3">
            <AlertDialog.Close render={<Button>{t("cancel")}</Button>} />
            <Button variant={tone} pending={pending} disabled={!isTyped} onClick={confirm}>
              {confirmLabel}
            </Button>
          </footer>
        </AlertDialog.Popup>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
