"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { Checkbox } from "@/components/ui/checkbox";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { useToast } from "@/components/ui/use-toast";
import { FormFooter } from "../../form-footer";
import { textIn } from "../../form-values";
import { useActionForm } from "../../use-action-form";
import { saveViewAction } from "../actions";
import { useInbox } from "../inbox-context";
import { type InboxSearch, searchParamsOf } from "../inbox-search";
import { countsQuery } from "../read-inbox";

/** Keeps the present view under a name, for oneself or for everybody. */
export function SaveView({ search, onClose }: { search: InboxSearch; onClose: () => void }) {
  const t = useTranslations("inbox.views");
  const queries = useQueryClient();
  const toast = useToast();
  const { can } = useInbox();
  const { form, isPending, errorOf, failure } = useActionForm(saveViewAction, {
    read: (values) => ({
      name: textIn(values, "name"),
      isShared: values.has("isShared"),
      query: searchParamsOf(search),
    }),
    onDone: () => {
      toast({ title: t("kept"), tone: "success" });
      void queries.invalidateQueries({ queryKey: countsQuery.queryKey });
      onClose();
    },
  });
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
      size="sm"
      title={t("save")}
      description={t("saveHint")}
    >
      <form {...form} className="flex flex-col gap-3">
        <Field label={t("name")} name="name" error={errorOf("name")}>
          <Input maxLength={60} autoComplete="off" />
        </Field>
        {can.write ? <Checkbox name="isShared" label={t("share")} /> : null}
        <FormFooter failure={failure} submitLabel={t("keep")} isPending={isPending} onCancel={onClose} />
      </form>
    </Dialog>
  );
}
