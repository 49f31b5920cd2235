"use client";

import { useTranslations } from "next-intl";
import { useAction } from "next-safe-action/hooks";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Card } from "@/components/ui/card";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { useToast } from "@/components/ui/use-toast";
import type { ActionOf } from "@/lib/actions/action-result";
import type { UpdateComplianceSettingsInput } from "@/lib/domain/compliance-settings/compliance-settings.schema";
import type { ComplianceSettings } from "@/lib/domain/compliance-settings/find-compliance-settings";
import type { SettingText } from "@/lib/domain/compliance-settings/text-rules";
import type { UpdateComplianceSettingsResult } from "@/lib/domain/compliance-settings/update-compliance-settings";
import { useRefusal } from "../../use-refusal";
import { ContactHours } from "./contact-hours";
import { OptOutReach } from "./opt-out-reach";
import { draftOf, type SettingDraft, settingsOf, TEXT_PAIRS } from "./setting-draft";
import { TextPair } from "./text-pair";
import { type CountTexts, useSentTexts } from "./use-sent-texts";
import { useSettingProblems } from "./use-setting-problems";

type SettingsFormProps = {
  settings: ComplianceSettings;
  isEditable: boolean;
  update: ActionOf<UpdateComplianceSettingsInput, UpdateComplianceSettingsResult>;
  count: CountTexts;
};

const [textBack, stop, help] = TEXT_PAIRS;

/** All that the firm adds to the law in one form: it is saved together or not at all. */
export function SettingsForm({ settings, isEditable, update, count }: SettingsFormProps) {
  const t = useTranslations("compliance-settings");
  const toast = useToast();
  const refusal = useRefusal();
  const { defaults, values } = settings;
  const [draft, setDraft] = useState(() => draftOf(settings));
  const change = (part: Partial<SettingDraft>) => setDraft((present) => ({ ...present, ...part }));
  const { execute, isPending, result } = useAction(update, {
    onSuccess: ({ data }) => {
      if (data?.kind === "saved") toast({ title: t("saved"), tone: "success" });
    },
  });
  const problems = useSettingProblems(result, defaults.frequencyLimit);
  const sentOf = useSentTexts({ texts: draft.texts, defaults: defaults.texts, values, count });
  const failure = problems.isRefused ? t("refused") : refusal(result);

  function save(event: FormEvent) {
    event.preventDefault();
    execute(settingsOf(draft));
  }

  function fieldsOf(names: readonly [SettingText, SettingText]) {
    return (
      <TextPair
        names={names}
        texts={draft.texts}
        defaults={defaults.texts}
        sentOf={sentOf}
        errorOf={problems.ofText}
        onChange={(name, text) => change({ texts: { ...draft.texts, [name]: text } })}
        isEditable={isEditable}
      />
    );
  }

  return (
    <form onSubmit={save} noValidate className="flex flex-col gap-4">
      <Card title={t("hours.title")} description={t("hours.description")}>
        <ContactHours
          hours={draft.contactHours}
          lawful={defaults.contactHours}
          onChange={(contactHours) => change({ contactHours })}
          isEditable={isEditable}
          problems={problems}
        />
      </Card>
      <Card title={t("frequency.title")}>
        <Field
          label={t("frequency.label")}
          name="frequencyLimit"
          hint={t("frequency.hint", { limit: defaults.frequencyLimit })}
          error={problems.ofLimit()}
          disabled={!isEditable}
          optional
        >
          <Input
            inputMode="numeric"
            autoComplete="off"
            maxLength={6}
            placeholder={String(defaults.frequencyLimit)}
            value={draft.frequencyLimit}
            onValueChange={(frequencyLimit) => change({ frequencyLimit })}
            className="w-24"
          />
        </Field>
      </Card>
      <Card title={t("reach.title")} description={t("reach.description")}>
        <OptOutReach
          reach={draft.optOutReach}
          onChange={(optOutReach) => change({ optOutReach })}
          isEditable={isEditable}
        />
      </Card>
      <Card title={t("textBack.title")} description={t("textBack.description")}>
        <div className="flex flex-col gap-4">
          <Checkbox
            label={t("textBack.isOn")}
            hint={t("textBack.hint")}
            name="isTextBackEnabled"
            checked={draft.isTextBackEnabled}
            onCheckedChange={(isTextBackEnabled) => change({ isTextBackEnabled })}
            disabled={!isEditable}
          />
          {fieldsOf(textBack)}
        </div>
      </Card>
      <Card title={t("stop.title")} description={t("stop.description")}>
        {fieldsOf(stop)}
      </Card>
      <Card title={t("help.title")} description={t("help.description")}>
        {fieldsOf(help)}
      </Card>
      {failure ? (
        <Callout tone="danger" role="alert" title={t("notSaved")}>
          {failure}
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
