"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Card } from "@/components/ui/card";
import { Spinner } from "@/components/ui/spinner";
import type { AudiencePreview } from "@/lib/domain/broadcasts/preview-audience";
import type { PreviewState } from "./use-audience-preview";
import { useReasonWords } from "./use-reason-words";

/** Who would get it now, who is left out and why, what it costs, and how it reads. */
export function AudienceFigures({ preview }: { preview: PreviewState }) {
  const t = useTranslations("broadcasts");
  const { figures, state } = preview;
  return (
    <Card
      title={t("editor.side")}
      actions={
        state === "counting" ? (
          <span className="inline-flex items-center gap-1.5 text-xs text-muted" role="status">
            <Spinner className="size-3.5" />
            {t("preview.counting")}
          </span>
        ) : null
      }
    >
      <div className="flex flex-col gap-3" aria-busy={state === "counting"}>
        {state === "failed" ? (
          <Callout
            tone="danger"
            role="alert"
            action={
              <Button size="sm" onClick={preview.again}>
                {t("preview.retry")}
              </Button>
            }
          >
            {t("preview.failed")}
          </Callout>
        ) : null}
        {figures ? <Figures figures={figures} /> : null}
        {figures === null && state === "waiting" ? <p className="text-sm text-muted">{t("preview.waiting")}</p> : null}
      </div>
    </Card>
  );
}

function Figures({ figures }: { figures: AudiencePreview }) {
  const t = useTranslations("broadcasts.preview");
  const wordsOf = useReasonWords();
  const { people, noNumber, duplicates, willGet, waits, excluded, quote, samples } = figures;
  const reasons = [
    { reason: "no_number", count: noNumber },
    { reason: "duplicate_number", count: duplicates },
    ...excluded,
  ].filter(({ count }) => count > 0);
  const left = reasons.reduce((sum, { count }) => sum + count, 0);
  return (
    <>
      <dl className="flex flex-col text-sm">
        <Line label={t("people")} value={people} />
        <Line label={t("willGet")} value={willGet} strong />
        {waits > 0 ? <Line label={t("waits")} value={waits} hint={t("waitsHint")} /> : null}
        <Line label={t("left")} value={left} />
        {reasons.map(({ reason, count }) => (
          <Line key={reason} label={wordsOf(reason)} value={count} inner />
        ))}
      </dl>
      {willGet + waits === 0 ? <Callout tone="warning">{t(people > 0 ? "nobody" : "noPeople")}</Callout> : null}
      <dl className="border-t border-line-soft pt-2 text-sm">
        <div className="flex flex-wrap justify-between gap-x-3">
          <dt className="text-muted">{t("cost")}</dt>
          <dd className="font-medium text-ink tabular-nums">{t("credits", { count: quote.credits })}</dd>
          <dd className="basis-full text-xs text-muted tabular-nums">
            {t("segments", { count: quote.segments })} · {t("available", { count: quote.available })}
          </dd>
        </div>
      </dl>
      {samples.map(({ language, body, segments }) => (
        <figure key={language} className="flex flex-col gap-1">
          <figcaption className="flex justify-between gap-2 text-xs text-muted">
            <span>{t(`sample.${language}`)}</span>
            <span className="tabular-nums">{t("sampleSegments", { count: segments })}</span>
          </figcaption>
          <p
            lang={language}
            className="rounded-lg bg-sunken px-3 py-2 text-sm whitespace-pre-wrap text-ink wrap-anywhere"
          >
            {body}
          </p>
        </figure>
      ))}
      <p className="text-xs text-muted">{figures.isEstimated ? t("estimated") : t("asOf")}</p>
    </>
  );
}

type LineProps = { label: string; value: number; hint?: string; strong?: boolean; inner?: boolean };

function Line({ label, value, hint, strong = false, inner = false }: LineProps) {
  const t = useTranslations("broadcasts");
  return (
    <div className={inner ? "flex justify-between gap-3 py-0.5 ps-3 text-xs" : "flex justify-between gap-3 py-0.5"}>
      <dt className={strong ? "font-medium text-ink" : "text-muted"}>
        {label}
        {hint ? <span className="block text-xs text-muted">{hint}</span> : null}
      </dt>
      <dd className={strong ? "font-semibold text-ink tabular-nums" : "text-ink tabular-nums"}>
        {t("figure", { count: value })}
      </dd>
    </div>
  );
}
