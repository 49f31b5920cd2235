"use client";

import { RotateCw, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "./button";
import { CopyButton } from "./copy-button";

type ErrorStateProps = {
  title?: string;
  /** What failed, in words a reader can act on. Never a raw message. */
  cause?: string;
  /** Finds this failure in the logs. */
  requestId?: string | undefined;
  onRetry?: () => void;
};

/** Something did not load: why, what to do, and the number to quote. For `error.tsx` and failed parts of a page. */
export function ErrorState({ title, cause, requestId, onRetry }: ErrorStateProps) {
  const t = useTranslations("common");
  return (
    <div role="alert" className="flex flex-col items-center gap-1 px-6 py-14 text-center">
      <span className="mb-2 grid size-10 place-items-center rounded-xl border border-danger-line bg-danger-soft text-danger [&_svg]:size-5 [&_svg]:stroke-[1.5]">
        <TriangleAlert />
      </span>
      <h2 className="text-base font-semibold text-ink">{title ?? t("error.title")}</h2>
      <p className="max-w-md text-sm text-muted">{cause ?? t("error.body")}</p>
      {onRetry ? (
        <Button className="mt-3" icon={<RotateCw />} onClick={onRetry}>
          {t("actions.retry")}
        </Button>
      ) : null}
      {requestId ? (
        <p className="flex items-center gap-1 pt-3 text-xs text-subtle">
          {t("error.requestId")} <code className="font-mono">{requestId}</code>
          <CopyButton value={requestId} size="sm" />
        </p>
      ) : null}
    </div>
  );
}
