"use client";

import { catchError, type ErrorInfo } from "next/error";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Card } from "@/components/ui/card";
import { ErrorState } from "@/components/ui/error-state";

/** Keeps one part of a page from taking the others with it when it fails. */
export const PartBoundary = catchError((_props: { children?: ReactNode }, { error, retry }: ErrorInfo) => (
  <FailedPart error={error} retry={retry} />
));

function FailedPart({ error, retry }: Pick<ErrorInfo, "error" | "retry">) {
  const t = useTranslations("home");
  const digest = error instanceof Error && "digest" in error ? String(error.digest) : undefined;
  return (
    <Card>
      <ErrorState title={t("failed")} requestId={digest} onRetry={retry} />
    </Card>
  );
}
