"use client";

import { useTranslations } from "next-intl";
import { Disclosure } from "@/components/ui/disclosure";
import { SecretField } from "@/components/ui/secret-field";
import {
  type EndpointMode,
  type EndpointProvider,
  secretSourceOf,
} from "@/lib/domain/webhook-endpoints/provider-modes.schema";

type NewSecretFieldProps = { provider: EndpointProvider; mode: EndpointMode; error: string | undefined };

/** Where the secret is entered: at once when the provider makes it, on demand when Docketline would, not at all when none is shared. */
export function NewSecretField({ provider, mode, error }: NewSecretFieldProps) {
  const t = useTranslations("webhook-endpoints");
  switch (secretSourceOf(mode)) {
    case "none":
      return null;
    case "typed":
      return <TypedSecretField provider={provider} error={error} />;
    case "minted":
      return (
        <Disclosure summary={t("new.ownSecret")} defaultOpen={error !== undefined}>
          <SecretField label={t("new.ownSecretLabel")} name="secret" hint={t("new.ownSecretHint")} error={error} />
        </Disclosure>
      );
  }
}

/** The provider's own secret, in the provider's word for it. */
export function TypedSecretField({ provider, error }: Pick<NewSecretFieldProps, "provider" | "error">) {
  const t = useTranslations("webhook-endpoints.secrets");
  const named = provider === "clio" ? "clio" : "twilio";
  return <SecretField label={t(`${named}.label`)} name="secret" hint={t(`${named}.hint`)} error={error} />;
}
