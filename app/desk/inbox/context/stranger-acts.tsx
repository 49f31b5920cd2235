"use client";

import { useQueryClient } from "@tanstack/react-query";
import { Link2, UserRoundPlus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Combobox, type ComboboxOption } from "@/components/ui/combobox";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { searchRecordsAction } from "../../actions";
import { FormFooter } from "../../form-footer";
import { choiceOf, textIn } from "../../form-values";
import { useActionForm } from "../../use-action-form";
import { useRefusal } from "../../use-refusal";
import { linkConversationAction, makeContactAction } from "../actions";
import { useInbox } from "../inbox-context";
import type { ConversationDetail } from "../inbox-data";
import { refreshConversation, refreshLists } from "../refresh-inbox";
import { useInboxSearch } from "../use-inbox-search";

/** Somebody who is no contact: make them one, or say whose number it is. */
export function StrangerActs({ conversation }: { conversation: ConversationDetail }) {
  const t = useTranslations("inbox.stranger");
  const { can } = useInbox();
  const [asked, setAsked] = useState<"make" | "link" | null>(null);
  const adopted = useAdopted(conversation.id);
  if (!can.addContact) return null;
  const close = () => setAsked(null);
  return (
    <div className="flex flex-wrap gap-2 pt-1">
      <Button size="sm" icon={<UserRoundPlus />} onClick={() => setAsked("make")}>
        {t("make")}
      </Button>
      <Button size="sm" icon={<Link2 />} onClick={() => setAsked("link")}>
        {t("link")}
      </Button>
      {asked === null ? null : (
        <Dialog
          open
          onOpenChange={(isOpen) => {
            if (!isOpen) close();
          }}
          size="sm"
          title={t(asked)}
          description={t(asked === "make" ? "makeHint" : "linkHint")}
        >
          {asked === "make" ? (
            <MakeForm conversation={conversation} close={close} onDone={adopted} />
          ) : (
            <LinkForm conversation={conversation} close={close} onDone={adopted} />
          )}
        </Dialog>
      )}
    </div>
  );
}

type FormProps = {
  conversation: ConversationDetail;
  close: () => void;
  /** With the conversation in which the messages stand now. */
  onDone: (conversationId: string) => void;
};

function MakeForm({ conversation, close, onDone }: FormProps) {
  const t = useTranslations("inbox.stranger");
  const contacts = useTranslations("contacts");
  const [first = "", ...rest] = (conversation.name ?? "").split(" ");
  const { form, isPending, errorOf, failure } = useActionForm(makeContactAction, {
    read: (values) => ({
      conversationId: conversation.id,
      firstName: textIn(values, "firstName"),
      lastName: textIn(values, "lastName"),
      preferredLanguage: choiceOf(values, "preferredLanguage", ["en", "es"] as const, "en"),
    }),
    onDone: (made) => {
      close();
      if (made) onDone(made.conversationId);
    },
  });
  return (
    <form {...form} className="flex flex-col gap-3">
      <Field label={t("firstName")} name="firstName" error={errorOf("firstName")}>
        <Input defaultValue={first} maxLength={80} autoComplete="off" />
      </Field>
      <Field label={t("lastName")} name="lastName" error={errorOf("lastName")}>
        <Input defaultValue={rest.join(" ")} maxLength={80} autoComplete="off" />
      </Field>
      <Field label={t("language")} name="preferredLanguage">
        <Select
          name="preferredLanguage"
          defaultValue="en"
          options={(["en", "es"] as const).map((value) => ({ value, label: contacts(`languages.${value}`) }))}
        />
      </Field>
      <FormFooter failure={failure} submitLabel={t("make")} isPending={isPending} onCancel={close} />
    </form>
  );
}

function LinkForm({ conversation, close, onDone }: FormProps) {
  const t = useTranslations("inbox.stranger");
  const common = useTranslations("common.actions");
  const refusal = useRefusal();
  const [chosen, setChosen] = useState<ComboboxOption | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [isPending, startLinking] = useTransition();

  async function search(query: string): Promise<ComboboxOption[]> {
    const answer = await searchRecordsAction({ query });
    return (answer?.data ?? [])
      .filter(({ kind }) => kind === "contact")
      .map(({ id, title, detail }) => ({ value: id, label: title, hint: detail }));
  }

  function link() {
    if (chosen === null) return;
    startLinking(async () => {
      const answer = await linkConversationAction({ conversationId: conversation.id, contactId: chosen.value });
      setFailure(refusal(answer));
      if (!answer?.data) return;
      close();
      onDone(answer.data.conversationId);
    });
  }

  return (
    <div className="flex flex-col gap-3">
      <Field label={t("contact")}>
        <Combobox options={[]} search={search} placeholder={t("search")} onValueChange={setChosen} />
      </Field>
      {failure ? (
        <Callout tone="danger" role="alert">
          {failure}
        </Callout>
      ) : null}
      <div className="flex justify-end gap-2">
        <Button onClick={close}>{common("cancel")}</Button>
        <Button variant="primary" pending={isPending} disabled={chosen === null} onClick={link}>
          {t("link")}
        </Button>
      </div>
    </div>
  );
}

/** The messages may stand in another conversation now: the screen follows them. */
function useAdopted(from: string) {
  const queries = useQueryClient();
  const { open } = useInboxSearch();
  return (conversationId: string) => {
    void refreshLists(queries, new Set([from, conversationId]));
    void refreshConversation(queries, conversationId);
    if (conversationId !== from) open(conversationId);
  };
}
