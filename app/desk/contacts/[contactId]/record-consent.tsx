"use client";

import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { z } from "zod";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";
import { useToast } from "@/components/ui/use-toast";
import type { ActionOf } from "@/lib/actions/action-result";
import type { recordConsentInput } from "@/lib/domain/consents/consents.schema";
import { FormFooter } from "../../form-footer";
import { choiceOf, textIn } from "../../form-values";
import { useActionForm } from "../../use-action-form";

type RecordConsentProps = {
  contactId: string;
  phones: readonly { value: string; label: string }[];
  /** The person's own language, offered first. */
  language: "en" | "es";
  record: ActionOf<z.input<typeof recordConsentInput>, { consentId: string }>;
};

const CHANNELS = ["voice_ai", "voice_human", "sms", "whatsapp", "email", "recording"] as const;
const PURPOSES = ["informational", "marketing"] as const;
const LEVELS = ["express", "express_written"] as const;
const METHODS = ["web_form", "paper", "inbound_call", "inbound_sms", "verbal_recorded"] as const;
const SIGNATURES = [
  "none",
  "handwritten",
  "drawn",
  "typed_name",
  "ticked_box",
  "signing_service",
  "text_reply",
  "key_press",
  "spoken",
] as const;
const LANGUAGES = ["en", "es"] as const;

/** Writes down what a person agreed to, with its wording and where the proof lies. */
export function RecordConsent(props: RecordConsentProps) {
  const t = useTranslations("contacts.consents");
  const [isOpen, setOpen] = useState(false);
  return (
    <Dialog
      open={isOpen}
      onOpenChange={setOpen}
      title={t("recordTitle")}
      description={props.phones.length === 0 ? t("noPhones") : t("recordBody")}
      trigger={
        <Button size="sm" icon={<Plus />}>
          {t("record")}
        </Button>
      }
    >
      {props.phones.length === 0 ? null : <ConsentForm {...props} close={() => setOpen(false)} />}
    </Dialog>
  );
}

function ConsentForm({ contactId, phones, language, record, close }: RecordConsentProps & { close: () => void }) {
  const t = useTranslations("contacts.consents");
  const toast = useToast();
  const { form, isPending, errorOf, failure } = useActionForm(record, {
    read: (values) => ({
      contactId,
      contactPhoneId: textIn(values, "contactPhoneId"),
      channel: choiceOf(values, "channel", CHANNELS, "voice_ai"),
      purpose: choiceOf(values, "purpose", PURPOSES, "informational"),
      level: choiceOf(values, "level", LEVELS, "express"),
      captureMethod: choiceOf(values, "captureMethod", METHODS, "paper"),
      language: choiceOf(values, "language", LANGUAGES, language),
      wording: textIn(values, "wording"),
      wordingVersion: textIn(values, "wordingVersion"),
      capturedAt: instantOf(textIn(values, "capturedAt")),
      evidence: textIn(values, "evidence"),
      signatureKind: signatureIn(values),
      isNotConditionStated: values.has("isNotConditionStated"),
    }),
    // The verb refuses nothing but a time to come once the fields have passed.
    blame: { field: "capturedAt", reason: "date" },
    onDone: () => {
      close();
      toast({ title: t("recorded"), tone: "success" });
    },
  });
  return (
    <form {...form} className="flex flex-col gap-4">
      <ConsentScope phones={phones} language={language} />
      <Field label={t("wording")} name="wording" hint={t("wordingHint")} error={errorOf("wording")}>
        <Textarea name="wording" maxLength={4_000} rows={4} />
      </Field>
      <Field label={t("signature")} name="signatureKind" hint={t("signatureHint")} error={errorOf("signatureKind")}>
        <Select
          name="signatureKind"
          options={labelled(SIGNATURES, (code) => t(`signatures.${code}`))}
          defaultValue="none"
        />
      </Field>
      <Checkbox name="isNotConditionStated" label={t("noCondition")} hint={t("noConditionHint")} />
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <Field label={t("version")} name="wordingVersion" hint={t("versionHint")} error={errorOf("wordingVersion")}>
          <Input autoComplete="off" maxLength={60} />
        </Field>
        <Field label={t("capturedAt")} name="capturedAt" hint={t("capturedAtHint")} error={errorOf("capturedAt")}>
          <Input type="datetime-local" />
        </Field>
      </div>
      <Field label={t("evidence")} name="evidence" hint={t("evidenceHint")} error={errorOf("evidence")}>
        <Input autoComplete="off" maxLength={500} />
      </Field>
      <FormFooter failure={failure} submitLabel={t("submit")} isPending={isPending} onCancel={close} />
    </form>
  );
}

function signatureIn(values: FormData) {
  const kind = choiceOf(values, "signatureKind", SIGNATURES, "none");
  return kind === "none" ? null : kind;
}

/** What the agreement covers. */
function ConsentScope({ phones, language }: Pick<RecordConsentProps, "phones" | "language">) {
  const t = useTranslations("contacts.consents");
  const languages = useTranslations("contacts.languages");
  return (
    <div className="grid items-start gap-4 sm:grid-cols-2">
      <Choice label={t("phone")} name="contactPhoneId" options={phones} />
      <Choice label={t("channel")} name="channel" options={labelled(CHANNELS, (code) => t(`channels.${code}`))} />
      <Choice label={t("purpose")} name="purpose" options={labelled(PURPOSES, (code) => t(`purposes.${code}`))} />
      <Choice label={t("level")} name="level" options={labelled(LEVELS, (code) => t(`levels.${code}`))} />
      <Choice label={t("method")} name="captureMethod" options={labelled(METHODS, (code) => t(`methods.${code}`))} />
      <Choice
        label={t("language")}
        name="language"
        first={language}
        options={labelled(LANGUAGES, (code) => languages(code))}
      />
    </div>
  );
}

type ChoiceProps = {
  label: string;
  name: string;
  options: readonly { value: string; label: string }[];
  first?: string;
};

function Choice({ label, name, options, first }: ChoiceProps) {
  return (
    <Field label={label} name={name}>
      <Select name={name} options={options} defaultValue={first ?? options[0]?.value ?? ""} />
    </Field>
  );
}

function labelled<Code extends string>(codes: readonly Code[], labelOf: (code: Code) => string) {
  return codes.map((code) => ({ value: code, label: labelOf(code) }));
}

/** What a date-time field holds, by the reader's own clock, as an instant; empty when it holds none. */
function instantOf(typed: string): string {
  const instant = new Date(typed);
  return Number.isNaN(instant.getTime()) ? "" : instant.toISOString();
}
