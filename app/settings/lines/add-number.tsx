"use client";

import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { z } from "zod";
import { FormFooter } from "@/app/desk/form-footer";
import { textIn } from "@/app/desk/form-values";
import { useActionForm } from "@/app/desk/use-action-form";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { SecretField } from "@/components/ui/secret-field";
import { Select } from "@/components/ui/select";
import { useToast } from "@/components/ui/use-toast";
import type { ActionOf } from "@/lib/actions/action-result";
import type { ConnectNumberResult } from "@/lib/connections/lines/connect-number";
import type { connectNumberInput } from "@/lib/domain/lines/line.schema";
import { useConnectFailure } from "./use-connect-failure";

type Connect = ActionOf<z.input<typeof connectNumberInput>, ConnectNumberResult>;

const PROVIDERS = ["twilio", "ghl", "aloware", "texting", "broadcast"] as const;
type Provider = (typeof PROVIDERS)[number];

/** Adds a number that the firm writes SMS from; the provider is asked about the key before anything is kept. */
export function AddNumber({ connect }: { connect: Connect }) {
  const t = useTranslations("lines.number");
  const [isOpen, setOpen] = useState(false);
  return (
    <Dialog
      open={isOpen}
      onOpenChange={setOpen}
      title={t("title")}
      description={t("description")}
      trigger={
        <Button variant="primary" icon={<Plus />} data-shortcut="create">
          {t("add")}
        </Button>
      }
    >
      <NumberForm connect={connect} onClose={() => setOpen(false)} />
    </Dialog>
  );
}

function NumberForm({ connect, onClose }: { connect: Connect; onClose: () => void }) {
  const t = useTranslations("lines");
  const toast = useToast();
  const failureOf = useConnectFailure();
  const [provider, setProvider] = useState<Provider>("twilio");
  const [refused, setRefused] = useState<string | null>(null);
  const { form, isPending, errorOf, failure, reset } = useActionForm(connect, {
    read: (values) => read(values, provider),
    onDone: (answer) => {
      if (!answer) return;
      setRefused(failureOf(answer));
      if (answer.kind !== "connected") return;
      toast({ title: t("number.connected"), tone: "success" });
      onClose();
    },
    blame: { field: "phone", reason: "phone" },
  });

  function choose(next: string) {
    setProvider(PROVIDERS.find((known) => known === next) ?? "twilio");
    setRefused(null);
    reset();
  }

  return (
    <form {...form} className="flex flex-col gap-4">
      <Field label={t("number.provider")}>
        <Select
          value={provider}
          onValueChange={choose}
          options={PROVIDERS.map((name) => ({ value: name, label: t(`providers.${name}`) }))}
        />
      </Field>
      <Field label={t("label")} name="label" hint={t("labelHint")} error={errorOf("label")}>
        <Input autoComplete="off" maxLength={60} />
      </Field>
      <Field label={t("number.phone")} name="phone" error={errorOf("phone")}>
        <Input type="tel" autoComplete="off" maxLength={64} />
      </Field>
      <ProviderFields key={provider} provider={provider} errorOf={errorOf} />
      <SecretField label={t(`number.keys.${provider}`)} name="key" hint={t("number.keyHint")} error={errorOf("key")} />
      <FormFooter
        failure={failure ?? refused}
        submitLabel={t("number.submit")}
        isPending={isPending}
        onCancel={onClose}
      />
    </form>
  );
}

type ProviderFieldsProps = { provider: Provider; errorOf: (field: string) => string | undefined };

function ProviderFields({ provider, errorOf }: ProviderFieldsProps) {
  const t = useTranslations("lines.number");
  const field = (
    name: "account" | "messagingServiceSid" | "providerLineId" | "sendUrl",
    label: string,
    hint?: string,
  ) => (
    <Field label={label} name={name} error={errorOf(name)} {...(hint === undefined ? {} : { hint })}>
      <Input autoComplete="off" spellCheck={false} />
    </Field>
  );
  switch (provider) {
    case "twilio":
      return (
        <>
          {field("account", t("accountSid"))}
          {field("messagingServiceSid", t("messagingService"), t("messagingServiceHint"))}
        </>
      );
    case "ghl":
      return field("account", t("locationId"));
    case "aloware":
      return field("providerLineId", t("alowareLine"));
    case "texting":
    case "broadcast":
      return field("sendUrl", t("sendUrl"), t("sendUrlHint"));
  }
}

function read(values: FormData, provider: Provider): z.input<typeof connectNumberInput> {
  const text = (name: string) => textIn(values, name);
  const shared = { label: text("label"), phone: text("phone"), key: text("key") };
  switch (provider) {
    case "twilio":
      return { ...shared, provider, account: text("account"), messagingServiceSid: text("messagingServiceSid").trim() };
    case "ghl":
      return { ...shared, provider, account: text("account") };
    case "aloware":
      return { ...shared, provider, providerLineId: text("providerLineId") };
    case "texting":
    case "broadcast":
      return { ...shared, provider, sendUrl: text("sendUrl") };
  }
}
