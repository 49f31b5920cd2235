"use client";

import { Eye } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { useRefusal } from "@/app/desk/use-refusal";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { JsonView } from "@/components/ui/json-view";
import type { ActionOf } from "@/lib/actions/action-result";
import type { RevealedDelivery } from "@/lib/domain/outgoing-webhooks/reveal-delivery";

type RevealDeliveryProps = { deliveryId: string; reveal: ActionOf<{ deliveryId: string }, RevealedDelivery> };

/** What was sent and what was answered: only after it was asked for. */
export function RevealDelivery({ deliveryId, reveal }: RevealDeliveryProps) {
  const t = useTranslations("outgoing-webhooks.delivery");
  const refusal = useRefusal();
  const [shown, setShown] = useState<RevealedDelivery | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [isPending, startReveal] = useTransition();

  function show() {
    startReveal(async () => {
      const result = await reveal({ deliveryId });
      setFailure(refusal(result));
      if (result?.data) setShown(result.data);
    });
  }

  if (shown !== null) return <Revealed shown={shown} />;
  return (
    <div className="flex flex-col items-start gap-1">
      <Button icon={<Eye />} pending={isPending} onClick={show}>
        {t("reveal")}
      </Button>
      <span className="text-xs text-subtle">{t("revealHint")}</span>
      {failure ? (
        <Callout tone="danger" role="alert">
          {failure}
        </Callout>
      ) : null}
    </div>
  );
}

function Revealed({ shown: { payload, answers } }: { shown: RevealedDelivery }) {
  const t = useTranslations("outgoing-webhooks.delivery");
  return (
    <div className="flex flex-col gap-4">
      <section className="flex flex-col gap-2">
        <h3 className="text-sm font-semibold text-ink">{t("payload")}</h3>
        {payload === null ? (
          <p className="text-sm text-subtle">{t("payloadGone")}</p>
        ) : (
          <JsonView value={JSON.stringify(JSON.parse(payload), null, 2)} label={t("payload")} />
        )}
      </section>
      {answers.map(({ number, text }) => (
        <section key={number} className="flex flex-col gap-2">
          <h3 className="text-sm font-semibold text-ink">{t("answers", { number })}</h3>
          {text === "" ? (
            <p className="text-sm text-subtle">{t("noAnswer")}</p>
          ) : (
            <JsonView value={text} label={t("answers", { number })} />
          )}
        </section>
      ))}
    </div>
  );
}
