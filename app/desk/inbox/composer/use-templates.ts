"use client";

import { useTranslations } from "next-intl";
import { type RefObject, useState } from "react";
import { useToast } from "@/components/ui/use-toast";
import { useRefusal } from "../../use-refusal";
import { renderTemplateAction } from "../actions";
import { useInbox } from "../inbox-context";
import type { ConversationDetail } from "../inbox-data";
import type { Suggestion } from "./suggestion-list";
import { useSuggestions } from "./use-suggestions";

const PATTERN = /(?:^|\s)\/([\p{L}\d_-]*)$/u;

type TemplatesInput = {
  conversation: ConversationDetail;
  field: RefObject<HTMLTextAreaElement | null>;
  body: string;
  setBody: (body: string) => void;
};

type Asked = { start: number; end: number };
type Missing = { templateId: string; names: string[]; asked: Asked };

/** Saved replies by `/`: filled with what the firm's records hold, and asking for what they do not. */
export function useTemplates({ conversation, field, body, setBody }: TemplatesInput) {
  const t = useTranslations("inbox.composer");
  const { templates } = useInbox();
  const toast = useToast();
  const refusal = useRefusal();
  const [missing, setMissing] = useState<Missing | null>(null);
  const isSpanish = conversation.contact?.preferredLanguage === "es";

  function find(query: string): Suggestion[] {
    const words = query.toLowerCase();
    return templates
      .filter(({ name, shortcut }) => shortcut?.startsWith(words) || name.toLowerCase().includes(words))
      .map(({ id, name, shortcut, bodyEn, bodyEs }) => ({
        id,
        label: shortcut ? `/${shortcut} · ${name}` : name,
        hint: (isSpanish && bodyEs) || bodyEn,
      }));
  }

  async function insert(templateId: string, asked: Asked, values?: Record<string, string>) {
    const contactId = conversation.contact?.id ?? null;
    const answer = await renderTemplateAction({ templateId, contactId, ...(values ? { values } : {}) });
    const rendered = answer?.data;
    if (rendered === undefined) return toast({ title: refusal(answer) ?? t("templateFailed"), tone: "danger" });
    if (rendered.kind === "missing") return setMissing({ templateId, names: rendered.names, asked });
    setMissing(null);
    const present = field.current?.value ?? body;
    setBody(present.slice(0, asked.start) + rendered.body + present.slice(asked.end));
    const caret = asked.start + rendered.body.length;
    requestAnimationFrame(() => {
      field.current?.focus();
      field.current?.setSelectionRange(caret, caret);
    });
  }

  const suggestions = useSuggestions({
    field,
    pattern: PATTERN,
    find,
    onPick: (suggestion, asked) => void insert(suggestion.id, asked),
  });

  /** As if a slash had been typed where the caret is. */
  function open() {
    const element = field.current;
    if (!element || element.readOnly) return;
    const caret = element.selectionEnd;
    const before = body.slice(0, caret);
    const sign = before === "" || /\s$/.test(before) ? "/" : " /";
    setBody(before + sign + body.slice(caret));
    requestAnimationFrame(() => {
      element.focus();
      element.setSelectionRange(caret + sign.length, caret + sign.length);
      suggestions.look();
    });
  }

  return {
    suggestions,
    hasAny: templates.length > 0,
    open,
    missing: {
      names: missing?.names ?? [],
      onClose: () => setMissing(null),
      onFill: (values: Record<string, string>) => {
        if (missing) void insert(missing.templateId, missing.asked, values);
      },
    },
  };
}
