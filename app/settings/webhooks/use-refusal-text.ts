import { useTranslations } from "next-intl";
import type { RefusalExplanation } from "@/lib/domain/webhook-endpoints/explain-refusal";

/** Puts a refusal into the reader's language: what happened, and what to do about it. */
export function useRefusalText(): (explanation: RefusalExplanation) => { title: string; help: string } {
  const t = useTranslations("webhook-endpoints.refusals");
  return ({ key, params }) => ({ title: t(`${key}.title`, params), help: t(`${key}.help`, params) });
}
