"use client";

import { useTranslations } from "next-intl";
import { Callout } from "@/components/ui/callout";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { RadioGroup } from "@/components/ui/radio-group";
import { Select } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";
import type { EditorChoices } from "@/lib/domain/broadcasts/load-editor-choices";
import { findTemplateFault, TEMPLATE_VARIABLES } from "@/lib/domain/templates/template-variables";
import type { FieldsProps } from "./broadcast-editor";

const NONE = "none";
const MENTIONS_STOP = /\b(stop|alto)\b/i;

/** What is said, for what, in both languages. */
export function TextFields({
  content,
  change,
  errorOf,
  templates,
}: FieldsProps & { templates: EditorChoices["templates"] }) {
  const t = useTranslations("broadcasts.editor");
  const variables = TEMPLATE_VARIABLES.map((name) => `{{${name}}}`).join(" ");

  function faultIn(body: string): string | undefined {
    const fault = findTemplateFault(body);
    return fault === null ? undefined : t("fault", { text: fault.text, position: fault.position });
  }

  function takeTemplate(id: string) {
    const template = templates.find((row) => row.id === id);
    if (template) change({ bodyEn: template.bodyEn, bodyEs: template.bodyEs ?? "" });
  }

  const saysStop = MENTIONS_STOP.test(content.bodyEn) && (content.bodyEs === "" || MENTIONS_STOP.test(content.bodyEs));
  return (
    <div className="flex flex-col gap-4">
      <Field label={t("name")} name="name" hint={t("nameHint")} error={errorOf("name")}>
        <Input
          value={content.name}
          maxLength={120}
          autoComplete="off"
          onValueChange={(name) => change({ name: String(name) })}
        />
      </Field>
      <RadioGroup
        legend={t("purpose")}
        look="cards"
        value={content.purpose}
        onValueChange={(purpose) => change({ purpose: purpose === "marketing" ? "marketing" : "informational" })}
        options={(["informational", "marketing"] as const).map((code) => ({
          value: code,
          label: t(code),
          hint: t(`${code}Hint`),
        }))}
      />
      {templates.length > 0 ? (
        <Field label={t("template")} name="template" optional>
          <Select
            defaultValue={NONE}
            onValueChange={takeTemplate}
            options={[
              { value: NONE, label: t("noTemplate") },
              ...templates.map(({ id, name }) => ({ value: id, label: name })),
            ]}
          />
        </Field>
      ) : null}
      <Field
        label={t("bodyEn")}
        name="bodyEn"
        hint={t("bodyHint", { list: variables })}
        error={faultIn(content.bodyEn) ?? errorOf("bodyEn")}
      >
        <Textarea
          name="bodyEn"
          lang="en"
          rows={4}
          maxLength={1_530}
          value={content.bodyEn}
          onChange={({ currentTarget }) => change({ bodyEn: currentTarget.value })}
        />
      </Field>
      <Field
        label={t("bodyEs")}
        name="bodyEs"
        hint={t("bodyEsHint")}
        error={faultIn(content.bodyEs) ?? errorOf("bodyEs")}
        optional
      >
        <Textarea
          name="bodyEs"
          lang="es"
          rows={4}
          maxLength={1_530}
          value={content.bodyEs}
          onChange={({ currentTarget }) => change({ bodyEs: currentTarget.value })}
        />
      </Field>
      {content.bodyEn !== "" && !saysStop ? <Callout tone="warning">{t("stopHint")}</Callout> : null}
    </div>
  );
}
