"use client";

import { useTranslations } from "next-intl";
import type { ActionError, FieldErrors } from "@/lib/actions/action-result";

type Answer = { serverError?: ActionError | undefined; validationErrors?: FieldErrors | undefined } | undefined;

const FIELD_KEYS = ["required", "tooLong", "invalid"] as const;

/** Puts an action's failure into the reader's language; null when it succeeded. */
export function useActionFailure(): (answer: Answer) => string | null {
  const t = useTranslations("errors");
  const own = useTranslations("integrations");
  return (answer) => {
    if (answer === undefined) return own("failed");
    const { serverError, validationErrors } = answer;
    if (serverError) {
      const text = t(`codes.${serverError.code}`);
      return serverError.code === "internal" ? `${text} ${t("requestNumber", { id: serverError.requestId })}` : text;
    }
    if (!validationErrors) return null;
    const [first] = [...validationErrors.formErrors, ...Object.values(validationErrors.fieldErrors).flat()];
    return t(`fields.${FIELD_KEYS.find((key) => key === first) ?? "invalid"}`);
  };
}
