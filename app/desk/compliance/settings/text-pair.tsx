"use client";

import { useTranslations } from "next-intl";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import type { SettingText } from "@/lib/domain/compliance-settings/text-rules";
import type { CountedText } from "./use-sent-texts";

type TextPairProps = {
  /** The English text and the Spanish one. */
  names: readonly [SettingText, SettingText];
  texts: Record<SettingText, string>;
  defaults: Record<SettingText, string>;
  sentOf: (name: SettingText) => CountedText;
  errorOf: (name: SettingText) => string | undefined;
  onChange: (name: SettingText, text: string) => void;
  isEditable: boolean;
};

const LANGUAGES = ["en", "es"] as const;

/** One text in both languages, each with what a person will get. */
export function TextPair({ names, texts, defaults, sentOf, errorOf, onChange, isEditable }: TextPairProps) {
  const t = useTranslations("compliance-settings.texts");
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      {names.map((name, index) => {
        const language = LANGUAGES[index] ?? "en";
        return (
          <div key={name} className="flex min-w-0 flex-col gap-2">
            <Field
              label={t(`labels.${name}`)}
              name={name}
              hint={t("hint")}
              error={errorOf(name)}
              disabled={!isEditable}
              optional
            >
              <Textarea
                name={name}
                lang={language}
                rows={4}
                maxLength={500}
                placeholder={defaults[name]}
                value={texts[name]}
                onChange={({ currentTarget }) => onChange(name, currentTarget.value)}
              />
            </Field>
            <Sent language={language} {...sentOf(name)} />
          </div>
        );
      })}
    </div>
  );
}

function Sent({ language, body, whose, count }: CountedText & { language: "en" | "es" }) {
  const t = useTranslations("compliance-settings.texts");
  return (
    <figure className="flex min-w-0 flex-col gap-1">
      <figcaption className="text-xs font-medium text-muted">{t(`whose.${whose}`)}</figcaption>
      <p
        lang={language}
        className="rounded-lg border border-line bg-sunken px-3 py-2 text-sm whitespace-pre-wrap text-ink wrap-anywhere"
      >
        {body}
      </p>
      <p className="min-h-4 text-xs text-muted tabular-nums" aria-live="polite">
        {count ? t(count.encoding, { count: count.segments }) : null}
      </p>
    </figure>
  );
}
