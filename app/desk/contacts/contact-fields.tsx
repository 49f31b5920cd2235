"use client";

import { useTranslations } from "next-intl";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";
import { choiceOf, textIn } from "../form-values";

export type StateOption = { value: string; label: string };

export type ContactValues = {
  firstName: string;
  lastName: string;
  preferredLanguage: "en" | "es";
  addressState: string | null;
  notes: string | null;
};

const NO_STATE = "none";

/** Reads what `ContactNameFields` and `ContactNotesFields` hold. */
export function readContactValues(form: FormData): ContactValues {
  const state = textIn(form, "addressState");
  return {
    firstName: textIn(form, "firstName"),
    lastName: textIn(form, "lastName"),
    preferredLanguage: choiceOf(form, "preferredLanguage", ["en", "es"], "en"),
    addressState: state === "" || state === NO_STATE ? null : state,
    notes: textIn(form, "notes"),
  };
}

type FieldsProps = {
  values?: ContactValues;
  states: readonly StateOption[];
  errorOf: (field: string) => string | undefined;
};

/** A contact's own properties, in a grid of two columns. */
export function ContactFields({ values, states, errorOf }: FieldsProps) {
  const t = useTranslations("contacts");
  return (
    <>
      <Field label={t("form.firstName")} name="firstName" error={errorOf("firstName")}>
        <Input autoComplete="off" maxLength={80} defaultValue={values?.firstName} />
      </Field>
      <Field label={t("form.lastName")} name="lastName" error={errorOf("lastName")}>
        <Input autoComplete="off" maxLength={80} defaultValue={values?.lastName} />
      </Field>
      <Field label={t("form.language")} name="preferredLanguage">
        <Select
          name="preferredLanguage"
          defaultValue={values?.preferredLanguage ?? "en"}
          options={(["en", "es"] as const).map((code) => ({ value: code, label: t(`languages.${code}`) }))}
        />
      </Field>
      <Field label={t("form.state")} name="addressState" hint={t("form.stateHint")} error={errorOf("addressState")}>
        <Select
          name="addressState"
          defaultValue={values?.addressState ?? NO_STATE}
          options={[{ value: NO_STATE, label: t("form.noState") }, ...states]}
        />
      </Field>
    </>
  );
}

/** Private notes of the firm. */
export function NotesField({ notes, error }: { notes?: string | null; error: string | undefined }) {
  const t = useTranslations("contacts.form");
  return (
    <Field label={t("notes")} name="notes" hint={t("notesHint")} error={error} optional>
      <Textarea name="notes" maxLength={4_000} defaultValue={notes ?? ""} />
    </Field>
  );
}
