import { useTranslations } from "next-intl";
import { Badge, type Tone } from "@/components/ui/badge";
import type { ProofStrength } from "@/lib/domain/webhook-endpoints/proof-strength";

const TONES: Record<ProofStrength, Tone> = {
  signed: "success",
  signed_without_time: "success",
  token: "warning",
  shared_secret: "warning",
};

/** How strong the proof of an address is, in two words. */
export function ProofBadge({ strength }: { strength: ProofStrength }) {
  const t = useTranslations("webhook-endpoints.proofs");
  return <Badge tone={TONES[strength]}>{t(strength)}</Badge>;
}
