"use client";

import { useTranslations } from "next-intl";
import { InlineEdit } from "@/components/ui/inline-edit";
import type { ActionOf } from "@/lib/actions/action-result";
import type { CaseDetailField } from "@/lib/domain/details/case-detail-fields.schema";

type DetailValueProps = {
  caseId: string;
  field: CaseDetailField;
  value: string | null;
  /** The value in words; it is edited as `value`. */
  shown: string | null;
  maxLength: number;
  canEdit: boolean;
  save: ActionOf<{ caseId: string; field: CaseDetailField; value: string }, { value: string }>;
};

/** A detail that is edited where it stands; without the right to, its text. */
export function DetailValue({ caseId, field, value, shown, canEdit, save }: DetailValueProps) {
  const t = useTranslations("cases");
  const errors = useTranslations("errors.codes");
  if (!canEdit) return <span className={shown ? "text-ink" : "text-subtle"}>{shown ?? t("page.missing")}</span>;
  return (
    <InlineEdit
      label={t(`fields.${field}`)}
      value={shown ?? ""}
      placeholder={t("page.addValue")}
      onSave={async (typed) => {
        if (typed.trim() === "" || typed === value) return undefined;
        const result = await save({ caseId, field, value: typed });
        if (result?.data) return undefined;
        return { error: result?.serverError ? errors(result.serverError.code) : errors("invalid_input") };
      }}
    />
  );
}
