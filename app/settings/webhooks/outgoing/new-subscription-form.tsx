"use client";

import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import type { z } from "zod";
import { FormFooter } from "@/app/desk/form-footer";
import { textIn } from "@/app/desk/form-values";
import { useActionForm } from "@/app/desk/use-action-form";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { ActionOf } from "@/lib/actions/action-result";
import type { SubscribeResult } from "@/lib/connections/outgoing-webhooks/subscribe-receiver";
import type { OutgoingEventType } from "@/lib/domain/outgoing-webhooks/event-types.schema";
import type { createSubscriptionInput, ReceiverProblem } from "@/lib/domain/outgoing-webhooks/subscriptions.schema";
import { EventChoice } from "./event-choice";
import { HeaderFields, type TypedHeader } from "./header-fields";

export type CreatedSubscription = Extract<SubscribeResult, { kind: "created" }>;

export type NewSubscriptionFormProps = {
  create: ActionOf<z.input<typeof createSubscriptionInput>, SubscribeResult>;
  onCreated: (created: CreatedSubscription) => void;
  onCancel: () => void;
};

/** Asks where events go, which ones, and what the receiver wants beside them. */
export function NewSubscriptionForm({ create, onCreated, onCancel }: NewSubscriptionFormProps) {
  const t = useTranslations("outgoing-webhooks");
  const [eventTypes, setEventTypes] = useState<OutgoingEventType[]>([]);
  const [headers, setHeaders] = useState<TypedHeader[]>([]);
  const [problem, setProblem] = useState<ReceiverProblem | null>(null);
  const urlField = useRef<HTMLInputElement>(null);
  const { form, isPending, errorOf, failure } = useActionForm(create, {
    read: (values) => {
      setProblem(null);
      return {
        url: textIn(values, "url"),
        label: textIn(values, "label"),
        eventTypes,
        headers: headers.map(({ name, value }) => ({ name, value })),
      };
    },
    onDone: (result) => {
      if (result?.kind === "created") onCreated(result);
      if (result?.kind !== "refused") return;
      setProblem(result.problem);
      urlField.current?.focus();
    },
  });
  const urlError = problem === null ? errorOf("url") : t(`problems.${problem}`);
  return (
    <form {...form} className="flex flex-col gap-4">
      <Field label={t("form.url")} name="url" hint={t("form.urlHint")} error={urlError}>
        <Input
          ref={urlField}
          type="url"
          placeholder="https://"
          autoComplete="off"
          spellCheck={false}
          maxLength={2_048}
        />
      </Field>
      <Field label={t("form.label")} name="label" hint={t("form.labelHint")} error={errorOf("label")}>
        <Input autoComplete="off" maxLength={80} />
      </Field>
      <EventChoice chosen={eventTypes} onChange={setEventTypes} hasError={errorOf("eventTypes") !== undefined} />
      <HeaderFields headers={headers} onChange={setHeaders} hasError={errorOf("headers") !== undefined} />
      <FormFooter failure={failure} submitLabel={t("new.submit")} isPending={isPending} onCancel={onCancel} />
    </form>
  );
}
