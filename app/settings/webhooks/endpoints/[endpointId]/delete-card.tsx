import { useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import type { EndpointSummary } from "@/lib/domain/webhook-endpoints/endpoint-summary";
import { setEndpointStateAction } from "../../actions";
import { DeleteEndpoint } from "./delete-endpoint";

/** The end of an address, apart from what can be taken back. */
export function DeleteCard({ endpoint }: { endpoint: EndpointSummary }) {
  const t = useTranslations("webhook-endpoints.delete");
  return (
    <Card title={t("title")} description={t("body")}>
      <DeleteEndpoint endpointId={endpoint.id} provider={endpoint.provider} setState={setEndpointStateAction} />
    </Card>
  );
}
