"use client";

import { Eye, EyeOff, RefreshCw } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { useRefusal } from "@/app/desk/use-refusal";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { ExactTime } from "@/components/ui/exact-time";
import type { ActionOf } from "@/lib/actions/action-result";
import type { EndpointProvider } from "@/lib/domain/webhook-endpoints/provider-modes.schema";
import { SecretParts } from "../../secret-parts";
import type { SecretPart } from "../../shown-secret";

type Rotated = { secret: SecretPart[]; previousUsableUntil: Date | null };

type MintedSecretProps = {
  endpointId: string;
  provider: EndpointProvider;
  reveal: ActionOf<{ endpointId: string }, { secret: SecretPart[] }>;
  rotate: ActionOf<{ endpointId: string }, Rotated>;
};

/** A secret that Docketline made: on the page only after it was asked for, and until it is hidden. */
export function MintedSecret({ endpointId, provider, reveal, rotate }: MintedSecretProps) {
  const t = useTranslations("webhook-endpoints.address");
  const name = useTranslations("webhook-endpoints.providers")(`${provider}.name`);
  const refusal = useRefusal();
  const [shown, setShown] = useState<Rotated | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [isPending, startReveal] = useTransition();

  function show() {
    startReveal(async () => {
      const result = await reveal({ endpointId });
      setFailure(refusal(result));
      if (result?.data) setShown({ ...result.data, previousUsableUntil: null });
    });
  }

  async function replace() {
    const result = await rotate({ endpointId });
    const error = refusal(result);
    if (error !== null) return { error };
    if (result?.data) setShown(result.data);
    return undefined;
  }

  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-2">
        <Button
          size="sm"
          icon={shown ? <EyeOff /> : <Eye />}
          pending={isPending}
          onClick={shown ? () => setShown(null) : show}
        >
          {t(shown ? "hide" : "reveal")}
        </Button>
        <ConfirmDialog
          trigger={
            <Button size="sm" icon={<RefreshCw />}>
              {t("rotate")}
            </Button>
          }
          tone="primary"
          title={t("rotateTitle")}
          consequences={t("rotateBody", { provider: name })}
          confirmLabel={t("rotateConfirm")}
          onConfirm={replace}
        />
        {shown ? null : <span className="text-xs text-subtle">{t("revealHint")}</span>}
      </div>
      {failure ? (
        <Callout tone="danger" role="alert">
          {failure}
        </Callout>
      ) : null}
      {shown ? <Shown shown={shown} provider={name} /> : null}
    </div>
  );
}

function Shown({ shown: { secret, previousUsableUntil }, provider }: { shown: Rotated; provider: string }) {
  const t = useTranslations("webhook-endpoints.address");
  return (
    <>
      {previousUsableUntil ? (
        <Callout tone="warning" role="status">
          {t.rich("rotated", { provider, until: () => <ExactTime value={previousUsableUntil} withZone /> })}
        </Callout>
      ) : null}
      <SecretParts parts={secret} />
    </>
  );
}
