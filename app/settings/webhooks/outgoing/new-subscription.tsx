"use client";

import { Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { CopyField } from "@/components/ui/copy-field";
import { Dialog } from "@/components/ui/dialog";
import { type CreatedSubscription, NewSubscriptionForm, type NewSubscriptionFormProps } from "./new-subscription-form";

/** Adds a receiver in two steps: where and what, then the secret to take along. */
export function NewSubscription({ create }: Pick<NewSubscriptionFormProps, "create">) {
  const t = useTranslations("outgoing-webhooks.new");
  const router = useRouter();
  const [isOpen, setOpen] = useState(false);
  const [created, setCreated] = useState<CreatedSubscription | null>(null);

  function changeOpen(next: boolean) {
    setOpen(next);
    if (next || created === null) return;
    setCreated(null);
    router.refresh();
  }

  return (
    <Dialog
      open={isOpen}
      onOpenChange={changeOpen}
      size="lg"
      title={t(created ? "createdTitle" : "title")}
      description={t(created ? "created" : "description")}
      trigger={
        <Button variant="primary" icon={<Plus />} data-shortcut="create">
          {t("button")}
        </Button>
      }
      footer={
        created ? (
          <Button
            variant="primary"
            onClick={() => router.push(`/settings/webhooks/outgoing/${created.subscriptionId}`)}
          >
            {t("done")}
          </Button>
        ) : undefined
      }
    >
      {created ? (
        <CopyField label={t("secret")} value={created.secret} hint={t("secretHint")} />
      ) : (
        <NewSubscriptionForm create={create} onCreated={setCreated} onCancel={() => changeOpen(false)} />
      )}
    </Dialog>
  );
}
