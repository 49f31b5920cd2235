"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import type { z } from "zod";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";
import { useToast } from "@/components/ui/use-toast";
import type { ActionOf } from "@/lib/actions/action-result";
import type { recordWishInput } from "@/lib/domain/contacts/contacts.schema";
import { choiceOf, textIn } from "../../form-values";
import { useActionForm } from "../../use-action-form";

type Wish = z.input<typeof recordWishInput>;
type Channel = Wish["channel"];

type RecordWishProps = {
  contactId: string;
  name: string;
  phoneId: string;
  number: string;
  /** Channels on which the person asked to stop. */
  stopped: readonly Channel[];
  record: ActionOf<Wish, { state: "opted_out" | "opted_in"; cancelledCalls: number }>;
};

const CHANNELS = ["all", "voice", "sms", "whatsapp", "email"] as const;

/** Records that a person asked the firm to stop, or with their own words that it may go on. */
export function RecordWish(props: RecordWishProps) {
  const t = useTranslations("contacts.optOut");
  const [asked, setAsked] = useState<Wish["kind"] | null>(null);
  const { name, stopped } = props;
  return (
    <div className="flex flex-wrap items-center gap-2">
      {stopped.length > 0 ? (
        <Button size="sm" onClick={() => setAsked("start")}>
          {t("allow")}
        </Button>
      ) : null}
      {stopped.includes("all") ? null : (
        <Button size="sm" variant="danger-quiet" onClick={() => setAsked("stop")}>
          {t("record")}
        </Button>
      )}
      {asked === null ? null : (
        <Dialog
          open
          onOpenChange={(open) => {
            if (!open) setAsked(null);
          }}
          title={asked === "stop" ? t("title", { name }) : t("allowTitle", { name })}
        >
          <WishForm {...props} kind={asked} close={() => setAsked(null)} />
        </Dialog>
      )}
    </div>
  );
}

function WishForm({ kind, close, ...props }: RecordWishProps & { kind: Wish["kind"]; close: () => void }) {
  const t = useTranslations("contacts.optOut");
  const common = useTranslations("common.actions");
  const toast = useToast();
  const { contactId, phoneId, number, stopped, record } = props;
  const channels = kind === "stop" ? CHANNELS.filter((channel) => !stopped.includes(channel)) : stopped;
  const { form, isPending, errorOf, failure } = useActionForm(record, {
    read: (values) => ({
      contactId,
      contactPhoneId: phoneId,
      kind,
      channel: choiceOf(values, "channel", channels, channels[0] ?? "all"),
      words: textIn(values, "words"),
    }),
    onDone: (result) => {
      close();
      if (kind === "stop") {
        toast({ title: t("recorded"), description: t("cancelled", { count: result?.cancelledCalls ?? 0 }) });
      } else {
        toast({ title: result?.state === "opted_in" ? t("allowed") : t("stillOut") });
      }
    },
  });
  return (
    <form {...form} className="flex flex-col gap-4">
      <Callout tone="warning">
        {kind === "stop" ? t("consequences", { number }) : t("allowConsequences", { number })}
      </Callout>
      <Field label={t("channel")} name="channel">
        <Select
          name="channel"
          defaultValue={channels[0] ?? "all"}
          options={channels.map((code) => ({ value: code, label: t(`channels.${code}`) }))}
        />
      </Field>
      <Field label={t("words")} name="words" hint={t("wordsHint")} error={errorOf("words")} optional={kind === "stop"}>
        <Textarea name="words" maxLength={1_000} />
      </Field>
      {failure ? (
        <Callout tone="danger" role="alert">
          {failure}
        </Callout>
      ) : null}
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={close}>{common("cancel")}</Button>
        <Button type="submit" variant={kind === "stop" ? "danger" : "primary"} pending={isPending}>
          {kind === "stop" ? t("confirm") : t("allowConfirm")}
        </Button>
      </div>
    </form>
  );
}
