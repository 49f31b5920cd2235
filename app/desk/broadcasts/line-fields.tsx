"use client";

import { useTranslations } from "next-intl";
import { Callout } from "@/components/ui/callout";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { LinkButton } from "@/components/ui/link-button";
import { Select } from "@/components/ui/select";
import type { EditorChoices } from "@/lib/domain/broadcasts/load-editor-choices";
import type { FieldsProps } from "./broadcast-editor";

/** By which line it goes, and how fast. */
export function LineFields({ content, change, errorOf, lines }: FieldsProps & { lines: EditorChoices["lines"] }) {
  const t = useTranslations("broadcasts.editor");
  if (lines.length === 0) {
    const settings = (
      <LinkButton href="/settings/lines" size="sm">
        {t("lineSettings")}
      </LinkButton>
    );
    return (
      <Callout tone="warning" action={settings}>
        {t("noLine")}
      </Callout>
    );
  }
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Field label={t("line")} name="lineId" error={errorOf("lineId")}>
        <Select
          value={content.lineId}
          onValueChange={(lineId) => change({ lineId })}
          options={lines.map(({ id, label, address }) => ({ value: id, label, hint: address }))}
        />
      </Field>
      <Field label={t("perMinute")} name="perMinute" hint={t("perMinuteHint")} error={errorOf("perMinute")}>
        <Input
          type="number"
          min={1}
          max={600}
          inputMode="numeric"
          value={content.perMinute}
          onValueChange={(perMinute) => change({ perMinute: String(perMinute) })}
        />
      </Field>
    </div>
  );
}
