import { useTranslations } from "next-intl";
import { asEndpointProvider } from "@/lib/domain/webhook-endpoints/provider-modes.schema";

/** The name of a provider as its users know it. */
export function useProviderName(): (provider: string) => string {
  const t = useTranslations("webhook-endpoints.providers");
  return (provider) => {
    const known = asEndpointProvider(provider);
    return known === null ? provider : t(`${known}.name`);
  };
}
