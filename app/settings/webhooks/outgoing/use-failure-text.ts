import { useTranslations } from "next-intl";
import { SEND_FAILURES } from "@/lib/domain/outgoing-webhooks/deliveries.schema";

/** A failure's code, as rows keep it, in the reader's language. */
export function useFailureText(): (code: string) => string {
  const t = useTranslations("outgoing-webhooks.failures");
  return (code) => {
    const failure = SEND_FAILURES.find((known) => known === code);
    return failure ? t(failure) : t("http", { status: code.replace("http_", "") });
  };
}
