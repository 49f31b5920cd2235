"use client";

import { useTranslations } from "next-intl";
import { cn } from "@/components/ui/cn";
import { popupStyles } from "@/components/ui/popup-styles";
import { TextLink } from "@/components/ui/text-link";

/** A slash found no template: says so, and where templates are written. */
export function NoTemplates({ hasAny }: { hasAny: boolean }) {
  const t = useTranslations("inbox.composer");
  return (
    <p
      role="status"
      // The text keeps the caret, so that the link is still there when the press ends.
      onPointerDown={(event) => event.preventDefault()}
      className={cn(popupStyles, "absolute inset-x-0 bottom-full z-20 mb-1 px-3 py-2 text-sm text-muted")}
    >
      {t(hasAny ? "noTemplateMatches" : "noTemplates")}{" "}
      <TextLink href="/settings/templates">{t("writeTemplates")}</TextLink>
    </p>
  );
}
