"use client";

import { useTranslations } from "next-intl";
import { type KeyboardEvent, type RefObject, useId, useImperativeHandle, useRef, useState } from "react";
import { cn } from "@/components/ui/cn";
import { controlStyles } from "@/components/ui/control-styles";
import type { ConversationDetail } from "../inbox-data";
import { GuardStrip } from "./guard-strip";
import { MissingValues } from "./missing-values";
import { NoTemplates } from "./no-templates";
import { SendBar } from "./send-bar";
import { SuggestionList } from "./suggestion-list";
import { useDraft } from "./use-draft";
import { usePresence } from "./use-presence";
import { usePreview } from "./use-preview";
import { useSendMessage } from "./use-send-message";
import { useSendState } from "./use-send-state";
import { useTemplates } from "./use-templates";

export type ReplyHandle = { focus: () => void; write: (text: string) => void };

type ReplyEditorProps = {
  conversation: ConversationDetail;
  isShown: boolean;
  handle: RefObject<ReplyHandle | null>;
};

/** A reply: what the law says to it stands above the words, what it costs and when it goes below. */
export function ReplyEditor({ conversation, isShown, handle }: ReplyEditorProps) {
  const t = useTranslations("inbox.composer");
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const [body, setBody] = useState(conversation.draft?.body ?? "");
  const [route, setRoute] = useState<{ channel: "sms" | "whatsapp"; lineId: string | null }>({
    channel: conversation.draft?.channel ?? conversation.channel,
    lineId: null,
  });
  const [scheduledFor, setScheduledFor] = useState<Date | null>(null);
  const message = { ...route, body, scheduledFor };
  const draft = useDraft(conversation.id, { body, channel: route.channel });
  usePresence(conversation.id, body);
  const asked = usePreview(conversation.id, message, isShown);
  const sending = useSendMessage(conversation.id);
  const templates = useTemplates({ conversation, field, body, setBody });
  const state = useSendState({ message, asked, isSending: sending.isSending });

  useImperativeHandle(handle, () => ({
    focus: () => field.current?.focus(),
    write: (text) => {
      setBody(text);
      requestAnimationFrame(() => field.current?.focus());
    },
  }));

  async function send() {
    if (state.reason !== null) return field.current?.focus();
    if (!(await sending.send(message))) return;
    setBody("");
    setScheduledFor(null);
    draft.clear();
    field.current?.focus();
  }

  function onKeyDown(event: KeyboardEvent) {
    if (templates.suggestions.onKeyDown(event)) return;
    if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) {
      event.preventDefault();
      void send();
    } else if (event.key === "Escape") {
      event.preventDefault();
      field.current?.blur();
    }
  }

  return (
    <div className="flex flex-col gap-2">
      <GuardStrip
        id={`${id}-guard`}
        conversation={conversation}
        route={route}
        onRoute={setRoute}
        asked={asked}
        scheduledFor={scheduledFor}
        onSchedule={setScheduledFor}
      />
      <div className="relative">
        {templates.suggestions.isOpen ? (
          <SuggestionList label={t("templates")} {...templates.suggestions.list} />
        ) : null}
        {templates.suggestions.isVain ? <NoTemplates hasAny={templates.hasAny} /> : null}
        <textarea
          ref={field}
          aria-label={t("text")}
          aria-describedby={`${id}-guard ${id}-reason`}
          {...templates.suggestions.aria}
          rows={2}
          maxLength={1_600}
          value={body}
          readOnly={state.isLocked}
          placeholder={state.isLocked ? t("locked") : t("placeholder")}
          onChange={(event) => {
            setBody(event.target.value);
            sending.forgetFailure();
            templates.suggestions.look();
          }}
          onKeyDown={onKeyDown}
          onBlur={templates.suggestions.close}
          className={cn(
            controlStyles,
            "field-sizing-content max-h-48 min-h-16 resize-none px-2.5 py-1.5 leading-5",
            state.isLocked && "border-danger-line",
          )}
        />
      </div>
      <SendBar
        reasonId={`${id}-reason`}
        conversation={conversation}
        message={message}
        asked={asked}
        state={state}
        failure={sending.failure}
        isSending={sending.isSending}
        onSend={() => void send()}
        onSchedule={setScheduledFor}
        onTemplates={templates.open}
      />
      <MissingValues {...templates.missing} />
    </div>
  );
}
