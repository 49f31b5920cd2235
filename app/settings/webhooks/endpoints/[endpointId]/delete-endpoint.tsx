"use client";

import { Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useRefusal } from "@/app/desk/use-refusal";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { useToast } from "@/components/ui/use-toast";
import type { ActionOf } from "@/lib/actions/action-result";
import { useProviderName } from "../../use-provider-name";

type DeleteEndpointProps = {
  endpointId: string;
  provider: string;
  setState: ActionOf<{ endpointId: string; state: "deleted" }, void>;
};

/** Deletes an address for good, after its consequences were read and a word was typed. */
export function DeleteEndpoint({ endpointId, provider, setState }: DeleteEndpointProps) {
  const t = useTranslations("webhook-endpoints.delete");
  const router = useRouter();
  const toast = useToast();
  const refusal = useRefusal();
  const name = useProviderName()(provider);
  const word = t("word");

  async function remove() {
    const error = refusal(await setState({ endpointId, state: "deleted" }));
    if (error !== null) return { error };
    toast({ title: t("deleted") });
    router.replace("/settings/webhooks");
    return undefined;
  }

  return (
    <ConfirmDialog
      trigger={
        <Button size="sm" variant="danger-quiet" icon={<Trash2 />}>
          {t("button")}
        </Button>
      }
      title={t("confirmTitle", { provider: name })}
      confirmLabel={t("confirm")}
      typeToConfirm={{ text: word, label: t("type", { word }) }}
      onConfirm={remove}
      consequences={
        <ul className="flex list-disc flex-col gap-1 ps-4">
          <li>{t("consequenceNow", { provider: name })}</li>
          <li>{t("consequenceSecret")}</li>
          <li>{t("consequenceKeeps")}</li>
        </ul>
      }
    />
  );
}
