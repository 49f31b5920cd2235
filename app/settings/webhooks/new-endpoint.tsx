"use client";

import { Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { type CreatedEndpoint, CreatedSecrets } from "./created-secrets";
import { NewEndpointForm, type NewEndpointFormProps } from "./new-endpoint-form";

type NewEndpointProps = Pick<NewEndpointFormProps, "create" | "strengths">;

/** Opens an address in two steps: who sends and how it proves itself, then what is entered there. */
export function NewEndpoint({ create, strengths }: NewEndpointProps) {
  const t = useTranslations("webhook-endpoints.new");
  const providers = useTranslations("webhook-endpoints.providers");
  const router = useRouter();
  const [isOpen, setOpen] = useState(false);
  const [created, setCreated] = useState<CreatedEndpoint | null>(null);

  function changeOpen(next: boolean) {
    setOpen(next);
    if (!next) setCreated(null);
  }

  return (
    <Dialog
      open={isOpen}
      onOpenChange={changeOpen}
      title={created ? t("createdTitle", { provider: providers(`${created.provider}.name`) }) : t("title")}
      description={created ? t("created") : t("description")}
      trigger={
        <Button variant="primary" icon={<Plus />} data-shortcut="create">
          {t("button")}
        </Button>
      }
      footer={
        created ? (
          <Button variant="primary" onClick={() => router.push(`/settings/webhooks/endpoints/${created.endpointId}`)}>
            {t("done")}
          </Button>
        ) : undefined
      }
    >
      {created ? (
        <CreatedSecrets created={created} />
      ) : (
        <NewEndpointForm
          create={create}
          strengths={strengths}
          onCreated={setCreated}
          onCancel={() => changeOpen(false)}
        />
      )}
    </Dialog>
  );
}
