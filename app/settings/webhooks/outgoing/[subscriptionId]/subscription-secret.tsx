"use client";

import { Eye, EyeOff, RefreshCw } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { useRefusal } from "@/app/desk/use-refusal";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { CopyField } from "@/components/ui/copy-field";
import { ExactTime } from "@/components/ui/exact-time";
import type { ActionOf } from "@/lib/actions/action-result";

type SubscriptionSecretProps = {
  subscriptionId: string;
  reveal: ActionOf<{ subscriptionId: string }, { url: string; secret: string }>;
  rotate: ActionOf<{ subscriptionId: string }, { secret: string; previousUsableUntil: Date | null }>;
};

type Shown = { url: string | null; secret: string; previousUsableUntil: Date | null };

/** Address and secret of a receiver: on the page only after they were asked for, and until they are hidden. */
export function SubscriptionSecret({ subscriptionId, reveal, rotate }: SubscriptionSecretProps) {
  const t = useTranslations("outgoing-webhooks.secret");
  const refusal = useRefusal();
  const [shown, setShown] = useState<Shown | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [isPending, startReveal] = useTransition();

  function show() {
    startReveal(async () => {
      const result = await reveal({ subscriptionId });
      setFailure(refusal(result));
      if (result?.data) setShown({ ...result.data, previousUsableUntil: null });
    });
  }

  async function replace() {
    const result = await rotate({ subscriptionId });
    const error = refusal(result);
    if (error !== null) return { error };
    if (result?.data) setShown({ url: shown?.url ?? null, ...result.data });
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
          consequences={t("rotateBody")}
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
      {shown ? <ShownSecret shown={shown} /> : null}
    </div>
  );
}

function ShownSecret({ shown: { url, secret, previousUsableUntil } }: { shown: Shown }) {
  const t = useTranslations("outgoing-webhooks");
  return (
    <>
      {previousUsableUntil ? (
        <Callout tone="warning" role="status">
          {t.rich("secret.rotated", { until: () => <ExactTime value={previousUsableUntil} withZone /> })}
        </Callout>
      ) : null}
      {url ? <CopyField label={t("secret.url")} value={url} /> : null}
      <CopyField label={t("new.secret")} value={secret} hint={t("new.secretHint")} />
    </>
  );
}
