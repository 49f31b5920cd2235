import { useTranslations } from "next-intl";
import type en from "@/lib/i18n/messages/en/broadcasts.json";

type Reason = Exclude<keyof (typeof en)["reasons"], "other">;

/** Why somebody of a broadcast was left out or not reached, in words; a code of the provider's own stands as it is. */
export function useReasonWords(): (reason: string) => string {
  const t = useTranslations("broadcasts.reasons");
  return (reason) => (t.has(reason as Reason) ? t(reason as Reason) : t("other", { code: reason }));
}
