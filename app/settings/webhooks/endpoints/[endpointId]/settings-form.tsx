"use client";

import { useTranslations } from "next-intl";
import { textIn } from "@/app/desk/form-values";
import { useActionForm } from "@/app/desk/use-action-form";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { useToast } from "@/components/ui/use-toast";
import type { ActionOf } from "@/lib/actions/action-result";
import type { AccountNeed, EndpointProvider } from "@/lib/domain/webhook-endpoints/provider-modes.schema";
import { AccountField } from "../../account-field";

type SettingsFormProps = {
  endpointId: string;
  provider: EndpointProvider;
  need: AccountNeed;
  label: string | null;
  account: string | null;
  save: ActionOf<{ endpointId: string; label: string; account: string }, void>;
};

/** Changes the name and the account of an address. */
export function SettingsForm({ endpointId, provider, need, label, account, save }: SettingsFormProps) {
  const t = useTranslations("webhook-endpoints");
  const toast = useToast();
  const { form, isPending, errorOf, failure } = useActionForm(save, {
    read: (values) => ({ endpointId, label: textIn(values, "label"), account: textIn(values, "account") }),
    // Once the name has passed, the verb refuses nothing but the account.
    ...(need === "none" ? {} : { blame: { field: "account", reason: "invalid" } as const }),
    onDone: () => toast({ title: t("settings.saved"), tone: "success" }),
  });
  return (
    <form {...form} className="flex flex-col gap-4">
      <Field label={t("new.label")} name="label" error={errorOf("label")} optional>
        <Input defaultValue={label ?? ""} autoComplete="off" maxLength={60} />
      </Field>
      <AccountField provider={provider} need={need} defaultValue={account ?? ""} error={errorOf("account")} />
      {failure ? (
        <Callout tone="danger" role="alert">
          {failure}
        </Callout>
      ) : null}
      <div className="flex justify-end">
        <Button type="submit" pending={isPending}>
          {t("settings.save")}
        </Button>
      </div>
    </form>
  );
}
