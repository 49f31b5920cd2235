"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import type { z } from "zod";
import { FormFooter } from "@/app/desk/form-footer";
import { textIn } from "@/app/desk/form-values";
import { useActionForm } from "@/app/desk/use-action-form";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { ActionOf } from "@/lib/actions/action-result";
import type { createEndpointInput } from "@/lib/domain/webhook-endpoints/endpoint.schema";
import type { ProofStrength } from "@/lib/domain/webhook-endpoints/proof-strength";
import {
  accountNeedOf,
  asEndpointProvider,
  ENDPOINT_PROVIDERS,
  type EndpointMode,
  type EndpointProvider,
  PROVIDER_DOORS,
} from "@/lib/domain/webhook-endpoints/provider-modes.schema";
import { AccountField } from "./account-field";
import type { CreatedEndpoint } from "./created-secrets";
import { ModeChoice } from "./mode-choice";
import { NewSecretField } from "./new-secret-field";

export type NewEndpointFormProps = {
  create: ActionOf<z.input<typeof createEndpointInput>, Omit<CreatedEndpoint, "provider" | "mode">>;
  strengths: Record<EndpointMode, ProofStrength>;
  onCreated: (created: CreatedEndpoint) => void;
  onCancel: () => void;
};

/** Asks who will send, how its deliveries prove themselves, and what that needs; the recommended proof is chosen at first. */
export function NewEndpointForm({ create, strengths, onCreated, onCancel }: NewEndpointFormProps) {
  const t = useTranslations("webhook-endpoints.new");
  const providers = useTranslations("webhook-endpoints.providers");
  const [provider, setProvider] = useState<EndpointProvider>(ENDPOINT_PROVIDERS[0]);
  const [mode, setMode] = useState<EndpointMode>(PROVIDER_DOORS[provider].modes[0]);
  const { form, isPending, errorOf, failure, reset } = useActionForm(create, {
    read: (values) => ({
      provider,
      mode,
      label: textIn(values, "label"),
      account: textIn(values, "account"),
      secret: textIn(values, "secret"),
    }),
    onDone: (made) => {
      if (made) onCreated({ ...made, provider, mode });
    },
  });

  function choose(next: string) {
    const chosen = asEndpointProvider(next);
    if (chosen === null) return;
    setProvider(chosen);
    setMode(PROVIDER_DOORS[chosen].modes[0]);
    reset();
  }

  return (
    <form {...form} className="flex flex-col gap-4">
      <Field label={t("provider")}>
        <Select
          value={provider}
          onValueChange={choose}
          options={ENDPOINT_PROVIDERS.map((name) => ({
            value: name,
            label: providers(`${name}.name`),
            hint: providers(`${name}.what`),
          }))}
        />
      </Field>
      <ModeChoice modes={PROVIDER_DOORS[provider].modes} mode={mode} strengths={strengths} onChange={setMode} />
      <AccountField
        key={`account-${provider}`}
        provider={provider}
        need={accountNeedOf(provider, mode)}
        error={errorOf("account")}
      />
      <NewSecretField key={`secret-${provider}-${mode}`} provider={provider} mode={mode} error={errorOf("secret")} />
      <Field label={t("label")} name="label" hint={t("labelHint")} error={errorOf("label")} optional>
        <Input autoComplete="off" maxLength={60} />
      </Field>
      <FormFooter failure={failure} submitLabel={t("submit")} isPending={isPending} onCancel={onCancel} />
    </form>
  );
}
