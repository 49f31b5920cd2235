"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";

type FormFooterProps = { failure: string | null; submitLabel: string; isPending: boolean; onCancel: () => void };

/** End of a form in a dialog: what went wrong, the way out, the act. */
export function FormFooter({ failure, submitLabel, isPending, onCancel }: FormFooterProps) {
  const t = useTranslations("common.actions");
  return (
    <>
      {failure ? (
        <Callout tone="danger" role="alert">
          {failure}
        </Callout>
      ) : null}
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={onCancel}>{t("cancel")}</Button>
        <Button type="submit" variant="primary" pending={isPending}>
          {submitLabel}
        </Button>
      </div>
    </>
  );
}
