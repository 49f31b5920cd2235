import { useTranslations } from "next-intl";
import type { LeadRow } from "@/lib/domain/leads/list-leads";
import { Duration } from "../duration";

/** How long a lead waited for the first response, or that it still waits. */
export function ResponseTime({ receivedAt, firstResponseAt }: Pick<LeadRow, "receivedAt" | "firstResponseAt">) {
  const t = useTranslations("leads");
  if (firstResponseAt === null) return <span className="text-warning">{t("waiting")}</span>;
  return <Duration seconds={(firstResponseAt.getTime() - receivedAt.getTime()) / 1_000} />;
}
