"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { useToast } from "@/components/ui/use-toast";
import type { ActionOf } from "@/lib/actions/action-result";
import type { ConfigureResult } from "@/lib/connections/vapi/configure-vapi";
import { useActionFailure } from "./use-action-failure";

export type CredentialAction = ActionOf<{ credentialId: string }, ConfigureResult>;

/** Takes the id of the credential at VAPI and sets the assistant and the number up with it. */
export function CredentialForm({ credentialId, save }: { credentialId: string | null; save: CredentialAction }) {
  const t = useTranslations("integrations");
  const toast = useToast();
  const failureOf = useActionFailure();
  const [error, setError] = useState<string | null>(null);
  const [isPending, startSaving] = useTransition();

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const entered = String(new FormData(event.currentTarget).get("credentialId") ?? "");
    startSaving(async () => {
      const result = await save({ credentialId: entered });
      if (!result?.data) return setError(failureOf(result));
      if (result.data.kind === "failed") {
        const { failure } = result.data;
        return setError(`${t(`problems.${failure}.title`)}. ${t(`problems.${failure}.help`)}`);
      }
      setError(null);
      const title = t(result.data.hasNumber ? "webhooks.credentialSaved" : "webhooks.credentialSavedNoNumber");
      toast({ title, tone: result.data.hasNumber ? "success" : "neutral" });
    });
  }

  return (
    <form onSubmit={submit} noValidate className="flex flex-wrap items-start gap-2">
      <div className="min-w-0 flex-1 basis-64">
        <Field label={t("webhooks.credentialId")} name="credentialId" error={error}>
          <Input
            key={credentialId}
            defaultValue={credentialId ?? ""}
            autoComplete="off"
            spellCheck={false}
            className="font-mono"
          />
        </Field>
      </div>
      <Button type="submit" variant="primary" pending={isPending} className="sm:mt-6">
        {t("webhooks.saveCredential")}
      </Button>
    </form>
  );
}
