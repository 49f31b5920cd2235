import { useTranslations } from "next-intl";
import { Status } from "@/components/ui/status";
import type { EndpointSummary } from "@/lib/domain/webhook-endpoints/endpoint-summary";
import { secretSourceOf } from "@/lib/domain/webhook-endpoints/provider-modes.schema";

/** Whether an address takes deliveries now. One without the provider's secret is open and refuses everything. */
export function EndpointStatus({ endpoint }: { endpoint: EndpointSummary }) {
  const t = useTranslations("webhook-endpoints.states");
  if (endpoint.state === "paused") return <Status tone="warning">{t("paused")}</Status>;
  if (isSecretMissing(endpoint)) return <Status tone="danger">{t("secretless")}</Status>;
  return <Status tone="success">{t("active")}</Status>;
}

/** Whether the provider's secret has still to be entered. */
export function isSecretMissing({ mode, secretFingerprint }: EndpointSummary): boolean {
  return secretFingerprint === "" && secretSourceOf(mode) === "typed";
}
