"use client";

import { KeyRound } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { FormFooter } from "@/app/desk/form-footer";
import { textIn } from "@/app/desk/form-values";
import { useActionForm } from "@/app/desk/use-action-form";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { useToast } from "@/components/ui/use-toast";
import type { ActionOf } from "@/lib/actions/action-result";
import type { EndpointProvider } from "@/lib/domain/webhook-endpoints/provider-modes.schema";
import { TypedSecretField } from "../../new-secret-field";

type TypedSecretProps = {
  endpointId: string;
  provider: EndpointProvider;
  isMissing: boolean;
  rotate: ActionOf<{ endpointId: string; secret: string }, unknown>;
};

/** A secret that the provider made: entered here, and replaced when it changes there. It is never shown. */
export function TypedSecret(props: TypedSecretProps) {
  const t = useTranslations("webhook-endpoints");
  const { provider, isMissing } = props;
  const [isOpen, setOpen] = useState(false);
  return (
    <div>
      <Dialog
        open={isOpen}
        onOpenChange={setOpen}
        title={t(isMissing ? "address.enter" : "address.replaceTitle")}
        description={
          isMissing ? t("address.enterBody") : t("address.replaceBody", { provider: t(`providers.${provider}.name`) })
        }
        trigger={
          <Button size="sm" variant={isMissing ? "primary" : "secondary"} icon={<KeyRound />}>
            {t(isMissing ? "address.enter" : "address.replace")}
          </Button>
        }
      >
        <SecretForm {...props} close={() => setOpen(false)} />
      </Dialog>
    </div>
  );
}

function SecretForm({ endpointId, provider, rotate, close }: TypedSecretProps & { close: () => void }) {
  const t = useTranslations("webhook-endpoints.address");
  const toast = useToast();
  const { form, isPending, errorOf, failure } = useActionForm(rotate, {
    read: (values) => ({ endpointId, secret: textIn(values, "secret") }),
    // Nothing else is asked for, so a refusal of the input is one of the secret.
    blame: { field: "secret", reason: "invalid" },
    onDone: () => {
      close();
      toast({ title: t("saved"), tone: "success" });
    },
  });
  return (
    <form {...form} className="flex flex-col gap-4">
      <TypedSecretField provider={provider} error={errorOf("secret")} />
      <FormFooter failure={failure} submitLabel={t("save")} isPending={isPending} onCancel={close} />
    </form>
  );
}
