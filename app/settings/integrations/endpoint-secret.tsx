"use client";

import { Eye, EyeOff, RefreshCw } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { CopyField } from "@/components/ui/copy-field";
import { ExactTime } from "@/components/ui/exact-time";
import type { ActionOf } from "@/lib/actions/action-result";
import { useActionFailure } from "./use-action-failure";

export type EndpointActions = {
  reveal: ActionOf<{ endpointId: string }, { url: string; secret: string }>;
  rotate: ActionOf<{ endpointId: string }, { secret: string; previousUsableUntil: Date | null }>;
};

type Shown = { url: string | null; secret: string; previousUsableUntil: Date | null };

/** The address and secret of the webhooks: on the page only after they were asked for, and until they are hidden. */
export function EndpointSecret(props: EndpointActions & { endpointId: string; isSigned: boolean }) {
  const { endpointId, isSigned, reveal, rotate } = props;
  const t = useTranslations("integrations.webhooks");
  const failureOf = useActionFailure();
  const [shown, setShown] = useState<Shown | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [isPending, startReveal] = useTransition();

  function show() {
    startReveal(async () => {
      const result = await reveal({ endpointId });
      setFailure(failureOf(result));
      if (result?.data) setShown({ ...result.data, previousUsableUntil: null });
    });
  }

  async function replace() {
    const result = await rotate({ endpointId });
    if (!result?.data) return { error: failureOf(result) ?? "" };
    setShown({ url: shown?.url ?? null, ...result.data });
    return undefined;
  }

  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-2">
        {shown ? (
          <Button size="sm" icon={<EyeOff />} onClick={() => setShown(null)}>
            {t("hide")}
          </Button>
        ) : (
          <Button size="sm" icon={<Eye />} pending={isPending} onClick={show}>
            {t("reveal")}
          </Button>
        )}
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
      {failure ? <Callout tone="danger">{failure}</Callout> : null}
      {shown ? <ShownSecret shown={shown} isSigned={isSigned} /> : null}
    </div>
  );
}

function ShownSecret({ shown: { url, secret, previousUsableUntil }, isSigned }: { shown: Shown; isSigned: boolean }) {
  const t = useTranslations("integrations.webhooks");
  return (
    <>
      {previousUsableUntil ? (
        <Callout tone="warning" role="status">
          {t.rich("rotated", { until: () => <ExactTime value={previousUsableUntil} withZone /> })}
        </Callout>
      ) : null}
      {url ? <CopyField label={t("url")} value={url} hint={t("urlHint")} /> : null}
      <CopyField label={t(isSigned ? "secretValue" : "tokenValue")} value={secret} hint={t("secretHint")} />
    </>
  );
}
