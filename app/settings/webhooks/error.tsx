"use client";

import { useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import { ErrorState } from "@/components/ui/error-state";

type ErrorPageProps = { error: Error & { digest?: string }; reset: () => void };

/** One of the webhook pages failed; the ways to the others stay. */
export default function ErrorPage({ error, reset }: ErrorPageProps) {
  const t = useTranslations("webhook-endpoints");
  return (
    <Card>
      <ErrorState title={t("failed")} requestId={error.digest} onRetry={reset} />
    </Card>
  );
}
