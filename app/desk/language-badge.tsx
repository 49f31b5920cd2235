import { useTranslations } from "next-intl";

/** The language that a person prefers, as its code; the whole word is there for whoever asks. */
export function LanguageBadge({ language }: { language: "en" | "es" }) {
  const t = useTranslations("contacts.languages");
  return (
    <abbr
      title={t(language)}
      className="shrink-0 rounded-xs border border-line px-1 text-2xs leading-4 font-medium text-subtle uppercase no-underline"
    >
      {language}
    </abbr>
  );
}
