"use client";

import { useTranslations } from "next-intl";
import { useCallback } from "react";
import type { ActionError, FieldErrors } from "@/lib/actions/action-result";

/** How an action's answer may say that it did not happen. */
export type Refused = { serverError?: ActionError | undefined; validationErrors?: FieldErrors | undefined } | undefined;

/** Why an action was refused, in the reader's language; null when it was done. An internal failure names its number. */
export function useRefusal(): (answer: Refused) => string | null {
  const t = useTranslations("errors");
  return useCallback(
    (answer) => {
      if (answer?.serverError) {
        const { code, requestId } = answer.serverError;
        const text = t(`codes.${code}`);
        return code === "internal" ? `${text} ${t("requestNumber", { id: requestId })}` : text;
      }
      return answer?.validationErrors ? t("codes.invalid_input") : null;
    },
    [t],
  );
}
