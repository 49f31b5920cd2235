"use client";

import { useTranslations } from "next-intl";
import { useAction } from "next-safe-action/hooks";
import { type FormEvent, useState } from "react";
import type { z } from "zod";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Card } from "@/components/ui/card";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select, type SelectOption } from "@/components/ui/select";
import { useToast } from "@/components/ui/use-toast";
import type { ActionOf } from "@/lib/actions/action-result";
import type { UpdateFirmInput, updateFirmInput } from "@/lib/domain/firms/firm.schema";
import { HolidaysEditor } from "./holidays-editor";
import { HoursEditor } from "./hours-editor";
import { useFieldErrors } from "./use-field-errors";

type FirmFormProps = {
  settings: UpdateFirmInput;
  isEditable: boolean;
  states: readonly SelectOption[];
  timeZones: readonly SelectOption[];
  update: ActionOf<z.input<typeof updateFirmInput>, void>;
};

const NO_STATE = "none";

/** All settings of the firm in one form: they are saved together or not at all. */
export function FirmForm({ settings, isEditable, states, timeZones, update }: FirmFormProps) {
  const t = useTranslations("settings.firm");
  const errors = useTranslations("errors");
  const toast = useToast();
  const [draft, setDraft] = useState(settings);
  const change = (part: Partial<UpdateFirmInput>) => setDraft((present) => ({ ...present, ...part }));
  const { execute, isPending, result } = useAction(update, {
    onSuccess: () => toast({ title: t("saved"), tone: "success" }),
  });
  const errorOf = useFieldErrors(result.validationErrors);

  function save(event: FormEvent) {
    event.preventDefault();
    execute(draft);
  }

  return (
    <form onSubmit={save} noValidate className="flex flex-col gap-4">
      <fieldset disabled={!isEditable} className="contents">
        <Card title={t("identity")}>
          <div className="flex flex-col gap-4">
            <Field label={t("name")} hint={t("nameHint")} error={errorOf("name")} disabled={!isEditable}>
              <Input value={draft.name} onValueChange={(name) => change({ name })} autoComplete="organization" />
            </Field>
            <Field label={t("timeZone")} error={errorOf("timeZone")} disabled={!isEditable}>
              <Select
                options={timeZones}
                value={draft.timeZone}
                onValueChange={(timeZone) => change({ timeZone })}
                disabled={!isEditable}
              />
            </Field>
            <Field label={t("state")} hint={t("stateHint")} error={errorOf("state")} disabled={!isEditable}>
              <Select
                options={[{ value: NO_STATE, label: t("noState") }, ...states]}
                value={draft.state ?? NO_STATE}
                onValueChange={(state) => change({ state: state === NO_STATE ? null : state })}
                disabled={!isEditable}
              />
            </Field>
            <Field label={t("locale")} hint={t("localeHint")} error={errorOf("locale")} disabled={!isEditable}>
              <Select
                options={[
                  { value: "en", label: t("locales.en") },
                  { value: "es", label: t("locales.es") },
                ]}
                value={draft.locale}
                onValueChange={(locale) => change({ locale: locale === "es" ? "es" : "en" })}
                disabled={!isEditable}
              />
            </Field>
          </div>
        </Card>
        <Card title={t("numbers")}>
          <div className="flex flex-col gap-4">
            {(["callbackNumber", "transferNumber"] as const).map((field) => (
              <Field
                key={field}
                label={t(field)}
                hint={t(field === "callbackNumber" ? "callbackHint" : "transferHint")}
                error={errorOf(field)}
                disabled={!isEditable}
                optional
              >
                <Input
                  type="tel"
                  value={draft[field] ?? ""}
                  onValueChange={(value) => change({ [field]: value === "" ? null : value })}
                />
              </Field>
            ))}
          </div>
        </Card>
        <Card title={t("hours")} description={t("hoursDescription")}>
          <HoursEditor
            hours={draft.hours}
            onChange={(hours) => change({ hours })}
            isEditable={isEditable}
            error={errorOf("hours")}
          />
        </Card>
        <Card title={t("holidays")} description={t("holidaysDescription")}>
          <HolidaysEditor
            dates={draft.holidays}
            onChange={(holidays) => change({ holidays })}
            isEditable={isEditable}
            error={errorOf("holidays")}
          />
        </Card>
        <Card title={t("recording")}>
          <Checkbox
            label={t("isRecordingEnabled")}
            hint={t("recordingHint")}
            name="isRecordingEnabled"
            checked={draft.isRecordingEnabled}
            onCheckedChange={(isRecordingEnabled) => change({ isRecordingEnabled })}
            disabled={!isEditable}
          />
        </Card>
      </fieldset>
      {result.serverError ? (
        <Callout tone="danger" role="alert" title={t("notSaved")}>
          {errors(`codes.${result.serverError.code}`)}{" "}
          <span className="text-subtle">{errors("requestNumber", { id: result.serverError.requestId })}</span>
        </Callout>
      ) : null}
      {result.validationErrors ? (
        <Callout tone="danger" role="alert" title={t("notSaved")}>
          {errors("codes.invalid_input")}
        </Callout>
      ) : null}
      {isEditable ? (
        <div className="flex justify-end">
          <Button type="submit" variant="primary" pending={isPending}>
            {t("save")}
          </Button>
        </div>
      ) : null}
    </form>
  );
}
