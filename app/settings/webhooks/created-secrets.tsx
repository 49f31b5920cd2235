"use client";

import { useTranslations } from "next-intl";
import { Callout } from "@/components/ui/callout";
import { CopyField } from "@/components/ui/copy-field";
import {
  type EndpointMode,
  type EndpointProvider,
  secretSourceOf,
} from "@/lib/domain/webhook-endpoints/provider-modes.schema";
import { SecretParts } from "./secret-parts";
import type { SecretPart } from "./shown-secret";

export type CreatedEndpoint = {
  endpointId: string;
  url: string;
  secret: SecretPart[];
  /** The firm entered it, so there is nothing to take along. */
  isSecretGiven: boolean;
  provider: EndpointProvider;
  mode: EndpointMode;
};

/** What has to be entered at the sender, right after the address was opened. */
export function CreatedSecrets({ created }: { created: CreatedEndpoint }) {
  const t = useTranslations("webhook-endpoints");
  const { url, secret, provider } = created;
  return (
    <div className="flex flex-col gap-4">
      <CopyField label={t("address.url")} value={url} hint={t("address.urlHint")} />
      <SecretParts parts={secret} />
      <Callout tone={secret.length > 0 ? "warning" : "neutral"}>
        {t(noteOf(created), { provider: t(`providers.${provider}.name`) })}
      </Callout>
    </div>
  );
}

function noteOf({ mode, isSecretGiven }: CreatedEndpoint) {
  switch (secretSourceOf(mode)) {
    case "minted":
      return "new.createdBody";
    case "none":
      return "new.createdNoSecret";
    case "typed":
      return isSecretGiven ? "new.createdTyped" : "new.createdLater";
  }
}
