"use client";

import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { FormFooter } from "@/app/desk/form-footer";
import { useActionForm } from "@/app/desk/use-action-form";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { useToast } from "@/components/ui/use-toast";
import type { SetLimit } from "./limits-card";
import { numberIn } from "./number-in";

type EditLimitProps = { people: readonly { userId: string; name: string }[]; set: SetLimit };

const SCOPES = ["firm", "channel", "user"] as const;
const PERIODS = ["day", "month"] as const;
const CHANNELS = ["voice", "sms", "whatsapp", "ai"] as const;

/** Sets a ceiling; one that is there for the same already is replaced. */
export function EditLimit({ people, set }: EditLimitProps) {
  const t = useTranslations("credits.limits");
  const [isOpen, setOpen] = useState(false);
  return (
    <Dialog
      open={isOpen}
      onOpenChange={setOpen}
      size="sm"
      title={t("form.title")}
      description={t("form.description")}
      trigger={
        <Button size="sm" icon={<Plus />} data-shortcut="create">
          {t("form.open")}
        </Button>
      }
    >
      <LimitForm people={people} set={set} onClose={() => setOpen(false)} />
    </Dialog>
  );
}

function LimitForm({ people, set, onClose }: EditLimitProps & { onClose: () => void }) {
  const t = useTranslations("credits.limits");
  const channels = useTranslations("credits.channels");
  const toast = useToast();
  const [scope, setScope] = useState<(typeof SCOPES)[number]>("firm");
  const [period, setPeriod] = useState<(typeof PERIODS)[number]>("month");
  const [channel, setChannel] = useState<string>(CHANNELS[0]);
  const [person, setPerson] = useState(people[0]?.userId ?? "");
  const subject = { firm: "", channel, user: person }[scope];
  const { form, isPending, errorOf, failure } = useActionForm(set, {
    read: (values) => ({ scope, period, subject, amount: numberIn(values, "amount") }),
    onDone: () => {
      toast({ title: t("form.done"), tone: "success" });
      onClose();
    },
  });
  return (
    <form {...form} className="flex flex-col gap-4">
      <Field label={t("form.scope")}>
        <Select
          value={scope}
          onValueChange={(next) => setScope(SCOPES.find((known) => known === next) ?? scope)}
          options={SCOPES.map((value) => ({ value, label: t(`scopes.${value}`) }))}
        />
      </Field>
      {scope === "channel" ? (
        <Field label={t("form.channel")}>
          <Select
            value={channel}
            onValueChange={setChannel}
            options={CHANNELS.map((value) => ({ value, label: channels(value) }))}
          />
        </Field>
      ) : null}
      {scope === "user" ? (
        <Field label={t("form.person")} error={errorOf("subject")}>
          <Select
            value={person}
            onValueChange={setPerson}
            options={people.map(({ userId, name }) => ({ value: userId, label: name }))}
          />
        </Field>
      ) : null}
      <Field label={t("form.period")}>
        <Select
          value={period}
          onValueChange={(next) => setPeriod(PERIODS.find((known) => known === next) ?? period)}
          options={PERIODS.map((value) => ({ value, label: t(`form.periods.${value}`) }))}
        />
      </Field>
      <Field label={t("form.amount")} name="amount" hint={t("form.amountHint")} error={errorOf("amount")}>
        <Input inputMode="numeric" autoComplete="off" maxLength={9} />
      </Field>
      <FormFooter failure={failure} submitLabel={t("form.submit")} isPending={isPending} onCancel={onClose} />
    </form>
  );
}
