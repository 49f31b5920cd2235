"use client";

import { Pencil } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { cn } from "./cn";
import { controlStyles } from "./control-styles";
import { Spinner } from "./spinner";
import { VisuallyHidden } from "./visually-hidden";

type InlineEditProps = {
  label: string;
  value: string;
  placeholder?: string;
  type?: "text" | "email" | "tel" | "date";
  /** Saves the new text; answers with a message when it was refused, and the field stays open with it. */
  onSave: (value: string) => Promise<{ error: string } | undefined>;
};

/** A value that is edited where it stands: click or Enter opens, Enter or leaving saves, Escape takes back. */
export function InlineEdit({ label, value, placeholder, type = "text", onSave }: InlineEditProps) {
  const t = useTranslations("common");
  const [draft, setDraft] = useState<string | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [isSaving, startSaving] = useTransition();

  function save() {
    if (draft === null) return;
    if (draft === value) return setDraft(null);
    startSaving(async () => {
      const failure = await onSave(draft);
      setError(failure?.error ?? null);
      if (!failure) setDraft(null);
    });
  }

  if (draft === null) {
    return (
      <button
        type="button"
        onClick={() => setDraft(value)}
        className="group/edit -mx-1.5 flex min-h-6 max-w-full items-center gap-1.5 rounded-xs px-1.5 text-start hover:bg-hover"
      >
        <VisuallyHidden>
          {t("actions.edit")} {label}:{" "}
        </VisuallyHidden>
        <span className={cn("truncate", value ? "text-ink" : "text-subtle")}>
          {value || (placeholder ?? t("notSet"))}
        </span>
        <Pencil
          aria-hidden="true"
          className="size-3 shrink-0 text-subtle opacity-0 group-hover/edit:opacity-100 group-focus-visible/edit:opacity-100 pointer-coarse:opacity-100"
        />
      </button>
    );
  }
  return (
    <span className="flex flex-col gap-1">
      <span className="flex items-center gap-2">
        <input
          // biome-ignore lint/a11y/noAutofocus: the reader just asked to edit this value.
          autoFocus
          type={type}
          aria-label={label}
          aria-invalid={error ? true : undefined}
          value={draft}
          disabled={isSaving}
          onChange={(event) => setDraft(event.target.value)}
          onBlur={save}
          onKeyDown={(event) => {
            if (event.key === "Enter") event.currentTarget.blur();
            if (event.key === "Escape") {
              setDraft(null);
              setError(null);
            }
          }}
          className={cn(controlStyles, "-my-1 -ms-1.5 h-7 px-1.5")}
        />
        {isSaving ? <Spinner className="text-subtle" /> : null}
      </span>
      {error ? (
        <span role="alert" className="text-xs text-danger">
          {error}
        </span>
      ) : null}
    </span>
  );
}
