"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState, useTransition } from "react";
import { useRefusal } from "@/app/desk/use-refusal";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { useToast } from "@/components/ui/use-toast";
import type { ActionOf } from "@/lib/actions/action-result";

type RequestInstallationProps = { request: ActionOf<{ locationId: string }, { isRequested: boolean }> };

/** Asks for a location by its id. That none waits under it is said in place, whatever the reason is. */
export function RequestInstallation({ request }: RequestInstallationProps) {
  const t = useTranslations("webhook-endpoints.installations");
  const toast = useToast();
  const refusal = useRefusal();
  const [error, setError] = useState<string | null>(null);
  const [isPending, startAsking] = useTransition();

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = event.currentTarget;
    const locationId = String(new FormData(form).get("locationId") ?? "");
    startAsking(async () => {
      const answer = await request({ locationId });
      const failure = answer?.validationErrors ? t("none") : refusal(answer);
      if (failure !== null) return setError(failure);
      if (answer?.data?.isRequested !== true) return setError(t("none"));
      setError(null);
      form.reset();
      toast({ title: t("requested"), tone: "success" });
    });
  }

  return (
    <form onSubmit={submit} noValidate className="flex flex-wrap items-start gap-2">
      <div className="min-w-0 flex-1 basis-64">
        <Field label={t("label")} name="locationId" hint={t("hint")} error={error}>
          <Input autoComplete="off" autoCapitalize="none" spellCheck={false} maxLength={64} className="font-mono" />
        </Field>
      </div>
      <Button type="submit" pending={isPending} className="sm:mt-6">
        {t("request")}
      </Button>
    </form>
  );
}
