import { useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import type { Broadcast } from "@/lib/domain/broadcasts/find-broadcast";

/** What a broadcast says, by which line and how fast. */
export function BroadcastText({ broadcast }: { broadcast: Broadcast }) {
  const t = useTranslations("broadcasts");
  const { bodyEn, bodyEs, purpose, line, perMinute } = broadcast;
  return (
    <Card
      title={t("run.text")}
      description={`${t(`purposes.${purpose}`)} · ${line.label} · ${t("run.pace", { count: perMinute })}`}
    >
      <div className="grid gap-3 sm:grid-cols-2">
        {[
          { language: "en" as const, body: bodyEn },
          { language: "es" as const, body: bodyEs },
        ].map(({ language, body }) =>
          body === null ? null : (
            <figure key={language} className="flex min-w-0 flex-col gap-1">
              <figcaption className="text-xs text-muted">{t(`preview.sample.${language}`)}</figcaption>
              <p
                lang={language}
                className="rounded-lg bg-sunken px-3 py-2 text-sm whitespace-pre-wrap text-ink wrap-anywhere"
              >
                {body}
              </p>
            </figure>
          ),
        )}
      </div>
    </Card>
  );
}
