"use client";

import { Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Combobox, type ComboboxOption } from "@/components/ui/combobox";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { ActionOf } from "@/lib/actions/action-result";
import type { PRACTICE_AREAS } from "@/lib/domain/cases/cases.schema";

type Area = (typeof PRACTICE_AREAS)[number];

type NewCaseProps = {
  create: ActionOf<{ title: string; practiceArea: Area; clientContactId: string }, { id: string; caseNumber: number }>;
  searchClients: ActionOf<{ query: string }, ComboboxOption[]>;
  areas: readonly Area[];
};

/** Opens a case for a contact, and leads to it. */
export function NewCase({ create, searchClients, areas }: NewCaseProps) {
  const t = useTranslations("cases");
  const common = useTranslations("common.actions");
  const router = useRouter();
  const [isOpen, setOpen] = useState(false);
  const [client, setClient] = useState<ComboboxOption | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [isPending, startCreating] = useTransition();

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const practiceArea = areas.find((area) => area === form.get("practiceArea"));
    if (!client || !practiceArea) return;
    startCreating(async () => {
      const result = await create({
        title: String(form.get("title") ?? ""),
        practiceArea,
        clientContactId: client.value,
      });
      if (result?.data) return router.push(`/desk/cases/${result.data.id}`);
      setFailure(t("errors.failed", { message: result?.serverError?.message ?? "" }));
    });
  }

  return (
    <Dialog
      open={isOpen}
      onOpenChange={setOpen}
      title={t("create.title")}
      trigger={
        <Button variant="primary" icon={<Plus />} data-shortcut="create">
          {t("new")}
        </Button>
      }
    >
      <form onSubmit={submit} className="flex flex-col gap-4">
        <Field label={t("create.client")}>
          <Combobox
            options={[]}
            search={async (query) => (await searchClients({ query }))?.data ?? []}
            onValueChange={setClient}
            placeholder={t("create.clientPlaceholder")}
            required
          />
        </Field>
        <Field label={t("create.name")} name="title" hint={t("create.nameHint")}>
          <Input required maxLength={160} />
        </Field>
        <Field label={t("create.area")} name="practiceArea">
          <Select
            options={areas.map((area) => ({ value: area, label: t(`areas.${area}`) }))}
            name="practiceArea"
            required
          />
        </Field>
        {failure ? (
          <Callout tone="danger" role="alert">
            {failure}
          </Callout>
        ) : null}
        <div className="flex justify-end gap-2">
          <Button type="button" variant="ghost" onClick={() => setOpen(false)}>
            {common("cancel")}
          </Button>
          <Button type="submit" variant="primary" pending={isPending} disabled={!client}>
            {t("create.submit")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
