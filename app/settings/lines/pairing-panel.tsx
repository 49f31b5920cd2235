"use client";

import { CircleCheck } from "lucide-react";
import { useTranslations } from "next-intl";
import { type FormEvent, useCallback, useEffect, useState } from "react";
import { useRefusal } from "@/app/desk/use-refusal";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Skeleton } from "@/components/ui/skeleton";
import type { ActionOf } from "@/lib/actions/action-result";
import type { Pairing } from "@/lib/connections/evolution/pair-whatsapp";
import type { RefreshedPairing } from "@/lib/connections/evolution/refresh-pairing";

export type PairingActions = {
  pair: ActionOf<{ lineId: string; phone: string | null }, Pairing>;
  refresh: ActionOf<{ lineId: string }, RefreshedPairing>;
};

type Shown = RefreshedPairing | { kind: "asking" } | { kind: "refused"; text: string };

const REFRESH_MS = 4_000;

/** The code of the moment, renewed while somebody looks at it, until the phone has joined. It is kept nowhere. */
export function PairingPanel({ lineId, pair, refresh }: PairingActions & { lineId: string }) {
  const t = useTranslations("lines.whatsapp");
  const refusal = useRefusal();
  const [shown, setShown] = useState<Shown>({ kind: "asking" });

  const begin = useCallback(
    async (phone: string | null) => {
      setShown({ kind: "asking" });
      const answer = await pair({ lineId, phone });
      setShown(answer?.data ?? { kind: "refused", text: refusal(answer) ?? "" });
    },
    [lineId, pair, refusal],
  );

  useEffect(() => {
    void begin(null);
  }, [begin]);

  const isWaiting = shown.kind === "offer" || shown.kind === "no_offer_yet";
  useEffect(() => {
    if (!isWaiting) return;
    let isOver = false;
    const timer = setInterval(async () => {
      const answer = await refresh({ lineId });
      // A moment's failure leaves the code that is shown; the next round may succeed.
      if (isOver || !answer?.data || answer.data.kind === "failed") return;
      setShown(answer.data);
    }, REFRESH_MS);
    return () => {
      isOver = true;
      clearInterval(timer);
    };
  }, [isWaiting, lineId, refresh]);

  function byPhone(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const phone = new FormData(event.currentTarget).get("phone");
    if (typeof phone === "string" && phone.trim() !== "") void begin(phone);
  }

  return (
    <div className="flex flex-col gap-4">
      <div aria-live="polite" className="flex flex-col items-center gap-3">
        <ShownPairing shown={shown} onAgain={() => void begin(null)} />
      </div>
      {shown.kind === "connected" ? null : (
        <form onSubmit={byPhone} noValidate className="flex flex-col gap-2 border-t border-line-soft pt-3">
          <Field label={t("phone")} name="phone" hint={t("phoneHint")}>
            <Input type="tel" autoComplete="off" maxLength={64} />
          </Field>
          <div className="flex justify-end">
            <Button type="submit" size="sm" pending={shown.kind === "asking"}>
              {t("askCode")}
            </Button>
          </div>
        </form>
      )}
    </div>
  );
}

function ShownPairing({ shown, onAgain }: { shown: Shown; onAgain: () => void }) {
  const t = useTranslations("lines.whatsapp");
  const problems = useTranslations("lines.reasons");
  switch (shown.kind) {
    case "asking":
    case "no_offer_yet":
      return (
        <>
          <Skeleton className="size-56" />
          <p className="text-sm text-muted">{t("asking")}</p>
        </>
      );
    case "offer":
      return (
        <>
          {shown.offer.image ? (
            // biome-ignore lint/performance/noImgElement: a data URL that is renewed every few seconds
            <img
              src={shown.offer.image}
              alt={t("qrAlt")}
              className="size-56 rounded-md border border-line bg-white p-1"
            />
          ) : null}
          {shown.offer.pairingCode ? (
            <p className="text-sm text-muted">
              {t("code")} <strong className="font-mono text-lg text-ink">{shown.offer.pairingCode}</strong>
            </p>
          ) : null}
          <p className="text-sm text-muted">{t("expires")}</p>
        </>
      );
    case "connected":
      return (
        <Callout tone="success" icon={<CircleCheck />} title={t("done")}>
          {t("doneBody")}
        </Callout>
      );
    case "ended":
      return (
        <Callout tone="warning" title={problems("qr_limit.title")} action={<Again onAgain={onAgain} />}>
          {problems("qr_limit.help")}
        </Callout>
      );
    case "failed":
      return (
        <Callout tone="danger" title={problems(`${shown.problem}.title`)} action={<Again onAgain={onAgain} />}>
          {problems(`${shown.problem}.help`)}
        </Callout>
      );
    case "refused":
      return (
        <Callout tone="danger" action={<Again onAgain={onAgain} />}>
          {shown.text}
        </Callout>
      );
  }
}

function Again({ onAgain }: { onAgain: () => void }) {
  const t = useTranslations("lines.whatsapp");
  return (
    <Button size="sm" onClick={onAgain}>
      {t("again")}
    </Button>
  );
}
