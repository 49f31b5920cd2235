"use client";

import { useTranslations } from "next-intl";
import { CopyField } from "@/components/ui/copy-field";
import type { SecretPart } from "./shown-secret";

const LABELS = { secret: "secret", user: "user", password: "password", header: "header" } as const;

/** The parts of a secret as the sender's form takes them, each to be copied. */
export function SecretParts({ parts }: { parts: readonly SecretPart[] }) {
  const t = useTranslations("webhook-endpoints.address");
  return parts.map(({ name, value }) => (
    <CopyField
      key={name}
      label={t(LABELS[name])}
      value={value}
      {...(name === "header" ? { hint: t("headerHint") } : {})}
      {...(name === "secret" || name === "password" ? { hint: t("secretHint") } : {})}
    />
  ));
}
