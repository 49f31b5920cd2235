"use client";

import { Pencil } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { z } from "zod";
import { FormFooter } from "@/app/desk/form-footer";
import { textIn } from "@/app/desk/form-values";
import { useActionForm } from "@/app/desk/use-action-form";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { useToast } from "@/components/ui/use-toast";
import type { ActionOf } from "@/lib/actions/action-result";
import type { OutgoingEventType } from "@/lib/domain/outgoing-webhooks/event-types.schema";
import type { updateSubscriptionInput } from "@/lib/domain/outgoing-webhooks/subscriptions.schema";
import { EventChoice } from "../event-choice";
import { HeaderFields, type TypedHeader } from "../header-fields";

type EditSubscriptionProps = {
  subscriptionId: string;
  label: string;
  eventTypes: readonly OutgoingEventType[];
  headerNames: readonly string[];
  save: ActionOf<z.input<typeof updateSubscriptionInput>, void>;
};

/** Changes a receiver's name, events and headers. Its address stays; another one is another receiver. */
export function EditSubscription(props: EditSubscriptionProps) {
  const t = useTranslations("outgoing-webhooks.settings");
  const [isOpen, setOpen] = useState(false);
  return (
    <Dialog
      open={isOpen}
      onOpenChange={setOpen}
      size="lg"
      title={t("editTitle")}
      trigger={
        <Button size="sm" icon={<Pencil />}>
          {t("edit")}
        </Button>
      }
    >
      <EditForm {...props} close={() => setOpen(false)} />
    </Dialog>
  );
}

function EditForm(props: EditSubscriptionProps & { close: () => void }) {
  const { subscriptionId, label, headerNames, save, close } = props;
  const t = useTranslations("outgoing-webhooks");
  const toast = useToast();
  const [eventTypes, setEventTypes] = useState<OutgoingEventType[]>([...props.eventTypes]);
  const [headers, setHeaders] = useState<TypedHeader[]>(
    headerNames.map((name, key) => ({ key, name, value: "", isSaved: true })),
  );
  const { form, isPending, errorOf, failure } = useActionForm(save, {
    read: (values) => ({
      subscriptionId,
      label: textIn(values, "label"),
      eventTypes,
      headers: headers.map(({ name, value, isSaved }) => ({ name, value: isSaved && value === "" ? null : value })),
    }),
    onDone: () => {
      close();
      toast({ title: t("settings.saved"), tone: "success" });
    },
  });
  return (
    <form {...form} className="flex flex-col gap-4">
      <Field label={t("form.label")} name="label" error={errorOf("label")}>
        <Input defaultValue={label} autoComplete="off" maxLength={80} />
      </Field>
      <EventChoice chosen={eventTypes} onChange={setEventTypes} hasError={errorOf("eventTypes") !== undefined} />
      <HeaderFields headers={headers} onChange={setHeaders} hasError={errorOf("headers") !== undefined} />
      <FormFooter failure={failure} submitLabel={t("settings.save")} isPending={isPending} onCancel={close} />
    </form>
  );
}
