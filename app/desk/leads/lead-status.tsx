import { useTranslations } from "next-intl";
import type { Tone } from "@/components/ui/badge";
import { Status } from "@/components/ui/status";
import type { LeadRow } from "@/lib/domain/leads/list-leads";

const TONES: Record<LeadRow["status"], Tone> = {
  new: "warning",
  contacted: "accent",
  qualified: "accent",
  consultation: "accent",
  retained: "success",
  declined: "neutral",
  lost: "neutral",
};

/** How far a lead has come. */
export function LeadStatus({ status }: { status: LeadRow["status"] }) {
  const t = useTranslations("leads.statuses");
  return <Status tone={TONES[status]}>{t(status)}</Status>;
}
