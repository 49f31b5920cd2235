import { Check, Minus } from "lucide-react";
import { useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";

const flags = [
  { id: "address", name: "hasAddress", isKnown: false },
  { id: "dateOfBirth", name: "hasDateOfBirth", isKnown: false },
  { id: "email", name: "hasEmail", isKnown: true },
  { id: "insurance", name: "hasInsurance", isKnown: true },
] as const;

/** Shows on the public page, with invented content marked as such, what a call carries out of the firm. */
export function CallExample() {
  const t = useTranslations("landing.example");
  return (
    <figure className="rounded-xl border border-line bg-surface shadow-dialog">
      <figcaption className="flex items-start justify-between gap-4 border-b border-line-soft px-5 py-4">
        <div>
          <p className="text-sm font-semibold text-ink">{t("title")}</p>
          <p className="mt-0.5 text-xs text-subtle">{t("body")}</p>
        </div>
        <Badge>{t("label")}</Badge>
      </figcaption>
      <ul className="divide-y divide-line-soft px-5">
        {flags.map((flag) => (
          <li key={flag.id} className="flex h-11 items-center gap-3 text-sm">
            <span className="flex-1 text-ink">{t(flag.id)}</span>
            <code className="font-mono text-xs text-subtle max-sm:hidden">
              {flag.name}={String(flag.isKnown)}
            </code>
            <span
              className={
                flag.isKnown
                  ? "flex w-20 items-center gap-1.5 text-success"
                  : "flex w-20 items-center gap-1.5 text-warning"
              }
            >
              {flag.isKnown ? <Check className="size-3.5" /> : <Minus className="size-3.5" />}
              {flag.isKnown ? t("known") : t("missing")}
            </span>
          </li>
        ))}
      </ul>
      <p className="rounded-b-xl border-t border-line-soft bg-sunken px-5 py-3 text-xs text-muted">{t("token")}</p>
    </figure>
  );
}
