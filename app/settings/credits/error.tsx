"use client";

import { useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import { ErrorState } from "@/components/ui/error-state";
import { Page } from "@/components/ui/page";

type ErrorPageProps = { error: Error & { digest?: string }; reset: () => void };

/** The credits could not be shown; the rest of the desk stays. */
export default function ErrorPage({ error, reset }: ErrorPageProps) {
  const t = useTranslations("credits");
  return (
    <Page>
      <Card>
        <ErrorState title={t("failed")} requestId={error.digest} onRetry={reset} />
      </Card>
    </Page>
  );
}
