"use client";

import { useTranslations } from "next-intl";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { AccountNeed, EndpointProvider } from "@/lib/domain/webhook-endpoints/provider-modes.schema";

const WITH_ACCOUNT = ["twilio", "ghl", "evolution"] as const;

type AccountFieldProps = {
  provider: EndpointProvider;
  need: AccountNeed;
  defaultValue?: string;
  error: string | undefined;
};

/** The firm's account at the provider, in the provider's word for it; nothing where deliveries name none. */
export function AccountField({ provider, need, defaultValue = "", error }: AccountFieldProps) {
  const t = useTranslations("webhook-endpoints.accounts");
  const named = WITH_ACCOUNT.find((name) => name === provider);
  if (named === undefined || need === "none") return null;
  return (
    <Field
      label={t(`${named}.label`)}
      name="account"
      hint={t(`${named}.hint`)}
      error={error}
      optional={need === "optional"}
    >
      <Input
        defaultValue={defaultValue}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={100}
        className="font-mono"
      />
    </Field>
  );
}
