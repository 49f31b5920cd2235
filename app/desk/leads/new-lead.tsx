"use client";

import { Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { z } from "zod";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";
import { useToast } from "@/components/ui/use-toast";
import type { ActionOf } from "@/lib/actions/action-result";
import type { createLeadInput } from "@/lib/domain/leads/leads.schema";
import { FormFooter } from "../form-footer";
import { choiceOf, textIn } from "../form-values";
import { useActionForm } from "../use-action-form";

type LeadInput = z.input<typeof createLeadInput>;

type NewLeadProps = {
  create: ActionOf<LeadInput, { id: string }>;
  areas: readonly LeadInput["practiceArea"][];
  sources: readonly LeadInput["source"][];
};

/** Writes down a person who asked for help, and leads to them. */
export function NewLead(props: NewLeadProps) {
  const t = useTranslations("leads");
  const [isOpen, setOpen] = useState(false);
  return (
    <Dialog
      open={isOpen}
      onOpenChange={setOpen}
      title={t("create.title")}
      description={t("create.description")}
      trigger={
        <Button variant="primary" icon={<Plus />} data-shortcut="create">
          {t("new")}
        </Button>
      }
    >
      <LeadForm {...props} close={() => setOpen(false)} />
    </Dialog>
  );
}

function LeadForm({ create, areas, sources, close }: NewLeadProps & { close: () => void }) {
  const t = useTranslations("leads");
  const areaNames = useTranslations("cases.areas");
  const languages = useTranslations("contacts.languages");
  const router = useRouter();
  const toast = useToast();
  const { form, isPending, errorOf, failure } = useActionForm(create, {
    read: (values) => ({
      firstName: textIn(values, "firstName"),
      lastName: textIn(values, "lastName"),
      phone: textIn(values, "phone"),
      email: textIn(values, "email"),
      summary: textIn(values, "summary"),
      preferredLanguage: choiceOf(values, "preferredLanguage", ["en", "es"], "en"),
      source: choiceOf(values, "source", sources, "staff"),
      practiceArea: choiceOf(values, "practiceArea", areas, "other"),
    }),
    // The verb refuses nothing but the number once the fields have passed.
    blame: { field: "phone", reason: "phone" },
    onDone: (lead) => {
      close();
      toast({ title: t("create.created"), tone: "success" });
      if (lead) router.push(`/desk/leads/${lead.id}`);
    },
  });
  return (
    <form {...form} className="flex flex-col gap-4">
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={t("create.firstName")} name="firstName" error={errorOf("firstName")}>
          <Input autoComplete="off" maxLength={80} />
        </Field>
        <Field label={t("create.lastName")} name="lastName" error={errorOf("lastName")}>
          <Input autoComplete="off" maxLength={80} />
        </Field>
        <Field label={t("create.phone")} name="phone" error={errorOf("phone")} optional>
          <Input type="tel" autoComplete="off" maxLength={40} />
        </Field>
        <Field label={t("create.email")} name="email" error={errorOf("email")} optional>
          <Input type="email" autoComplete="off" maxLength={254} />
        </Field>
        <Field label={t("create.language")} name="preferredLanguage">
          <Select
            name="preferredLanguage"
            defaultValue="en"
            options={(["en", "es"] as const).map((code) => ({ value: code, label: languages(code) }))}
          />
        </Field>
        <Field label={t("create.source")} name="source">
          <Select
            name="source"
            defaultValue="staff"
            options={sources.map((code) => ({ value: code, label: t(`sources.${code}`) }))}
          />
        </Field>
        <Field label={t("create.area")} name="practiceArea" className="sm:col-span-2">
          <Select
            name="practiceArea"
            defaultValue={areas[0] ?? "other"}
            options={areas.map((code) => ({ value: code, label: areaNames(code) }))}
          />
        </Field>
      </div>
      <Field
        label={t("create.summary")}
        name="summary"
        hint={t("create.summaryHint")}
        error={errorOf("summary")}
        optional
      >
        <Textarea name="summary" maxLength={2_000} />
      </Field>
      <FormFooter failure={failure} submitLabel={t("create.submit")} isPending={isPending} onCancel={close} />
    </form>
  );
}
