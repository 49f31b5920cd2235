"use client";

import { useTranslations } from "next-intl";
import { useActionForm } from "@/app/desk/use-action-form";
import { Button } from "@/components/ui/button";
import { SecretField } from "@/components/ui/secret-field";
import { useToast } from "@/components/ui/use-toast";
import type { ActionOf } from "@/lib/actions/action-result";

type KeyProvider = "evolution" | "ghl";

type RecoveryKeyProps = {
  provider: KeyProvider;
  name: string;
  save: ActionOf<{ provider: KeyProvider; apiKey: string }, void>;
};

/** Takes the key by which a provider can be asked. It is sealed, and never shown again. */
export function RecoveryKey({ provider, name, save }: RecoveryKeyProps) {
  const t = useTranslations("webhook-alerts.key");
  const toast = useToast();
  const { form, isPending, errorOf, failure } = useActionForm(save, {
    read: (data) => ({ provider, apiKey: String(data.get("apiKey") ?? "") }),
    onDone: () => toast({ title: t("saved"), description: t("savedBody"), tone: "success" }),
  });
  return (
    <form {...form} className="flex max-w-md flex-col gap-2 pt-1">
      <SecretField
        label={t(`${provider}.label`)}
        name="apiKey"
        hint={t(`${provider}.hint`, { provider: name })}
        error={errorOf("apiKey")}
      />
      {failure === null ? null : (
        <p role="alert" className="text-danger">
          {failure}
        </p>
      )}
      <div>
        <Button type="submit" size="sm" pending={isPending}>
          {t("save")}
        </Button>
      </div>
    </form>
  );
}
