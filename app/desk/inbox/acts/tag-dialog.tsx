"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

/** Asks for the tag that several conversations get. */
export function TagDialog(props: { count: number; onTag: (tag: string) => void; onClose: () => void }) {
  const { count, onTag, onClose } = props;
  const t = useTranslations("inbox.bulk");
  const common = useTranslations("common.actions");
  const [text, setText] = useState("");
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
      size="sm"
      title={t("tagTitle", { count })}
    >
      <form
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          const tag = text.trim();
          if (tag === "") return;
          onTag(tag);
          onClose();
        }}
      >
        <Field label={t("tagLabel")}>
          <Input value={text} maxLength={30} autoComplete="off" onValueChange={(value) => setText(String(value))} />
        </Field>
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{common("cancel")}</Button>
          <Button type="submit" variant="primary" disabled={text.trim() === ""}>
            {t("tag")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
