"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { fillTemplate, findTemplateFault, TEMPLATE_VARIABLES } from "@/lib/domain/templates/template-variables";
import type { TemplateActs } from "./template-acts";

const PAUSE_MS = 400;

type Counted = { encoding: "gsm7" | "ucs2"; segments: number };

/** How a template reads with values, in each language, and how many segments it becomes. */
export function TemplatePreview({
  bodies,
  count,
}: { bodies: { en: string; es: string } } & Pick<TemplateActs, "count">) {
  const t = useTranslations("templates");
  return (
    <section aria-label={t("preview.title")} className="flex flex-col gap-2 rounded-lg bg-sunken p-3">
      <div className="flex flex-col">
        <h3 className="text-sm font-semibold text-ink">{t("preview.title")}</h3>
        <p className="text-xs text-muted">{t("preview.note")}</p>
      </div>
      <div className="grid gap-3 sm:grid-cols-2">
        {(["en", "es"] as const).map((language) =>
          language === "es" && bodies.es.trim() === "" ? null : (
            <Sample key={language} language={language} body={bodies[language]} count={count} />
          ),
        )}
      </div>
    </section>
  );
}

type SampleProps = { language: "en" | "es"; body: string } & Pick<TemplateActs, "count">;

function Sample({ language, body, count }: SampleProps) {
  const t = useTranslations("templates");
  const samples = Object.fromEntries(TEMPLATE_VARIABLES.map((name) => [name, t(`samples.${name}`)]));
  const filled = body.trim() === "" || findTemplateFault(body) !== null ? null : fillTemplate(body, samples);
  const text = filled?.kind === "filled" ? filled.body : null;
  const [counted, setCounted] = useState<Counted | null>(null);

  useEffect(() => {
    if (text === null) return setCounted(null);
    let isCurrent = true;
    const timer = setTimeout(async () => {
      const answer = await count({ body: text });
      if (isCurrent) setCounted(answer?.data ?? null);
    }, PAUSE_MS);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [text, count]);

  return (
    <figure className="flex min-w-0 flex-col gap-1">
      <figcaption className="text-xs font-medium text-muted">{t(`preview.${language}`)}</figcaption>
      <p
        lang={language}
        className="rounded-lg border border-line bg-surface px-3 py-2 text-sm whitespace-pre-wrap text-ink wrap-anywhere"
      >
        {text ?? <span className="text-subtle">{t("preview.empty")}</span>}
      </p>
      <p className="min-h-4 text-xs text-muted tabular-nums" aria-live="polite">
        {counted ? `${t("preview.segments", { count: counted.segments })} · ${t(`preview.${counted.encoding}`)}` : null}
      </p>
    </figure>
  );
}
