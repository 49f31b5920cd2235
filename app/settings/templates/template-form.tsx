"use client";

import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { FormFooter } from "@/app/desk/form-footer";
import { textIn } from "@/app/desk/form-values";
import { useActionForm } from "@/app/desk/use-action-form";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import { useToast } from "@/components/ui/use-toast";
import type { TemplateRow } from "@/lib/domain/templates/list-templates";
import { findTemplateFault, TEMPLATE_VARIABLES } from "@/lib/domain/templates/template-variables";
import type { TemplateActs } from "./template-acts";
import { TemplatePreview } from "./template-preview";

type TemplateFormProps = Pick<TemplateActs, "save" | "count"> & { template: TemplateRow | null; close: () => void };

/** A saved reply in both languages, with what it will look like beside it. */
export function TemplateForm({ save, count, template, close }: TemplateFormProps) {
  const t = useTranslations("templates");
  const toast = useToast();
  const [bodies, setBodies] = useState({ en: template?.bodyEn ?? "", es: template?.bodyEs ?? "" });
  const last = useRef<HTMLTextAreaElement | null>(null);
  const { form, isPending, errorOf, failure } = useActionForm(save, {
    read: (values) => ({
      templateId: template?.id ?? null,
      name: textIn(values, "name"),
      shortcut: textIn(values, "shortcut"),
      bodyEn: bodies.en,
      bodyEs: bodies.es,
    }),
    onDone: () => {
      close();
      toast({ title: t("form.saved"), tone: "success" });
    },
  });

  function faultIn(body: string): string | null {
    const fault = findTemplateFault(body);
    return fault === null ? null : t("form.fault", { text: fault.text, position: fault.position });
  }

  function insert(name: string) {
    const field = last.current;
    const language = field?.name === "bodyEs" ? "es" : "en";
    const at = field?.selectionStart ?? bodies[language].length;
    const text = `{{${name}}}`;
    setBodies((known) => ({ ...known, [language]: known[language].slice(0, at) + text + known[language].slice(at) }));
    requestAnimationFrame(() => {
      field?.focus();
      field?.setSelectionRange(at + text.length, at + text.length);
    });
  }

  return (
    <form {...form} className="flex flex-col gap-4">
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={t("form.name")} name="name" error={errorOf("name")}>
          <Input defaultValue={template?.name ?? ""} autoComplete="off" maxLength={80} />
        </Field>
        <Field
          label={t("form.shortcut")}
          name="shortcut"
          hint={t("form.shortcutHint")}
          error={errorOf("shortcut") ? t("form.badShortcut") : undefined}
          optional
        >
          <Input defaultValue={template?.shortcut ?? ""} autoComplete="off" autoCapitalize="none" maxLength={30} />
        </Field>
        {(["en", "es"] as const).map((language) => {
          const name = language === "en" ? "bodyEn" : "bodyEs";
          return (
            <Field
              key={language}
              label={t(`form.${name}`)}
              name={name}
              hint={language === "es" ? t("form.bodyEsHint") : undefined}
              error={faultIn(bodies[language]) ?? errorOf(name)}
              optional={language === "es"}
            >
              <Textarea
                name={name}
                lang={language}
                rows={4}
                maxLength={1_530}
                value={bodies[language]}
                onFocus={(event) => {
                  last.current = event.currentTarget;
                }}
                onChange={({ currentTarget }) => setBodies((known) => ({ ...known, [language]: currentTarget.value }))}
              />
            </Field>
          );
        })}
      </div>
      <fieldset className="flex flex-col gap-1.5">
        <legend className="mb-1.5 text-sm font-medium text-ink">{t("form.variables")}</legend>
        <div className="flex flex-wrap gap-1.5">
          {TEMPLATE_VARIABLES.map((name) => (
            <Button key={name} size="sm" onClick={() => insert(name)}>
              {t(`variables.${name}`)}
            </Button>
          ))}
        </div>
      </fieldset>
      <TemplatePreview bodies={bodies} count={count} />
      <FormFooter failure={failure} submitLabel={t("form.submit")} isPending={isPending} onCancel={close} />
    </form>
  );
}
