"use client";

import { useTranslations } from "next-intl";
import { ErrorState } from "@/components/ui/error-state";

type ErrorPageProps = { error: Error & { digest?: string }; reset: () => void };

/** A page that failed. The digest is the number under which the server's log has the cause. */
export default function ErrorPage({ error, reset }: ErrorPageProps) {
  const t = useTranslations("errors.unexpected");
  return (
    <div className="grid min-h-[70dvh] place-items-center">
      <ErrorState title={t("title")} cause={t("body")} requestId={error.digest} onRetry={reset} />
    </div>
  );
}
