"use client";

import { KeyRound } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { Button } from "./button";
import { Field } from "./field";
import { Input } from "./input";

type SecretFieldProps = {
  label: string;
  name: string;
  /** Last four characters of the saved value; absent when nothing is saved. */
  last4?: string | undefined;
  hint?: ReactNode;
  error?: ReactNode;
};

/** A secret: pasted once, afterwards only its last four characters. There is no way to reveal it. */
export function SecretField({ label, name, last4, hint, error }: SecretFieldProps) {
  const t = useTranslations("common.secret");
  const [isReplacing, setReplacing] = useState(false);
  if (last4 && !isReplacing) {
    return (
      <div className="flex w-full flex-col gap-1">
        <span className="text-sm font-medium text-ink">{label}</span>
        <div className="flex h-8 items-center gap-2 rounded-md border border-line bg-sunken ps-2.5 pe-0.5 text-sm">
          <KeyRound aria-hidden="true" className="size-4 shrink-0 text-subtle" />
          <span
            role="img"
            aria-label={t("endsWith", { last4 })}
            className="flex-1 font-mono text-xs tracking-wider text-ink"
          >
            •••• •••• {last4}
          </span>
          <Button variant="ghost" size="sm" onClick={() => setReplacing(true)}>
            {t("replace")}
          </Button>
        </div>
        <span className="text-xs text-subtle">{hint ?? t("neverShown")}</span>
      </div>
    );
  }
  return (
    <Field label={label} name={name} hint={hint ?? t("neverShown")} error={error}>
      <Input
        type="password"
        placeholder={t("paste")}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        data-1p-ignore=""
        data-lpignore="true"
        className="font-mono"
      />
    </Field>
  );
}
