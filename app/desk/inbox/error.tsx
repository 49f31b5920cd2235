"use client";

import { useTranslations } from "next-intl";
import { ErrorState } from "@/components/ui/error-state";

type ErrorPageProps = { error: Error & { digest?: string }; reset: () => void };

/** The inbox failed as a whole; the navigation stays. */
export default function ErrorPage({ error, reset }: ErrorPageProps) {
  const t = useTranslations("inbox.list");
  return (
    <div className="grid min-h-[70dvh] place-items-center">
      <ErrorState title={t("failed")} requestId={error.digest} onRetry={reset} />
    </div>
  );
}
