"use client";

import { Plus, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";

/** `isSaved` headers keep their value when none is typed. */
export type TypedHeader = { key: number; name: string; value: string; isSaved: boolean };

type HeaderFieldsProps = {
  headers: readonly TypedHeader[];
  onChange: (headers: TypedHeader[]) => void;
  hasError: boolean;
};

const MOST = 10;

/** Further headers of every post. A saved value is never shown again: it is kept, replaced or dropped with its name. */
export function HeaderFields({ headers, onChange, hasError }: HeaderFieldsProps) {
  const t = useTranslations("outgoing-webhooks.form");
  const errorId = useId();
  const change = (key: number, part: Partial<TypedHeader>) =>
    onChange(headers.map((header) => (header.key === key ? { ...header, ...part } : header)));
  const add = () => {
    const key = Math.max(0, ...headers.map((header) => header.key)) + 1;
    onChange([...headers, { key, name: "", value: "", isSaved: false }]);
  };
  return (
    <fieldset aria-describedby={hasError ? errorId : undefined} className="flex flex-col gap-2">
      <legend className="text-sm font-medium text-ink">{t("headers")}</legend>
      <p className="text-xs text-subtle">{t("headersHint")}</p>
      {headers.map(({ key, name, value, isSaved }) => (
        <div key={key} className="grid grid-cols-[1fr_auto] items-start gap-2 sm:grid-cols-[1fr_1fr_auto]">
          <Field label={t("headerName")} hideLabel>
            <Input
              value={name}
              onValueChange={(next) => change(key, { name: next })}
              readOnly={isSaved}
              placeholder={t("headerName")}
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              maxLength={64}
            />
          </Field>
          <Field label={t("headerValue")} hideLabel className="max-sm:order-last max-sm:col-span-2">
            <Input
              type="password"
              value={value}
              onValueChange={(next) => change(key, { value: next })}
              placeholder={t(isSaved ? "headerKept" : "headerValue")}
              autoComplete="off"
              data-1p-ignore=""
              data-lpignore="true"
              maxLength={512}
            />
          </Field>
          <IconButton
            label={t("removeHeader")}
            icon={<X />}
            onClick={() => onChange(headers.filter((header) => header.key !== key))}
          />
        </div>
      ))}
      {hasError ? (
        <p id={errorId} role="alert" className="text-xs text-danger">
          {t("headersWrong")}
        </p>
      ) : null}
      {headers.length < MOST ? (
        <Button size="sm" variant="ghost" icon={<Plus />} onClick={add} className="self-start">
          {t("addHeader")}
        </Button>
      ) : null}
    </fieldset>
  );
}
