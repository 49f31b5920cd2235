"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { textIn } from "../../form-values";

type MissingValuesProps = {
  /** Variables of the saved reply for which the records have nothing; none: the dialog stays shut. */
  names: readonly string[];
  onFill: (values: Record<string, string>) => void;
  onClose: () => void;
};

/** Asks for what a saved reply needs and the firm's records do not hold: a reply never goes out with a gap. */
export function MissingValues({ names, onFill, onClose }: MissingValuesProps) {
  const t = useTranslations("inbox.missing");
  const common = useTranslations("common.actions");
  if (names.length === 0) return null;
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
      size="sm"
      title={t("title")}
      description={t("description")}
    >
      <form
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          const form = new FormData(event.currentTarget);
          onFill(Object.fromEntries(names.map((name) => [name, textIn(form, name)])));
        }}
      >
        {names.map((name) => {
          const key = `variables.${name}` as Parameters<typeof t.has>[0];
          return (
            <Field key={name} name={name} label={t.has(key) ? t(key as Parameters<typeof t>[0]) : name}>
              <Input required maxLength={200} autoComplete="off" />
            </Field>
          );
        })}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{common("cancel")}</Button>
          <Button type="submit" variant="primary">
            {t("insert")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
