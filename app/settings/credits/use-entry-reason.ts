import { useTranslations } from "next-intl";
import type { CreditEntry } from "@/lib/domain/credits/list-entries";

const SHORTFALL = /^short_by:(\d+)$/;

/** Why a line was written, in the reader's language; what the platform's administration wrote stands in its own words. */
export function useEntryReason(): (entry: Pick<CreditEntry, "kind" | "reason">) => string | null {
  const t = useTranslations("credits.reasons");
  return ({ kind, reason }) => {
    if (reason === null) return null;
    const missing = SHORTFALL.exec(reason)?.[1];
    if (missing !== undefined) return t("short_by", { missing: Number(missing) });
    const key = reason as "starter";
    if (t.has(key)) return t(key);
    return kind === "grant" || kind === "adjust" ? reason : t("other");
  };
}
