import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Brand } from "./brand";
import { LanguageMenu } from "./language-menu";
import { ThemeMenu } from "./theme-menu";

/** Head of the pages that need no sign-in. */
export function PublicHeader({ children }: { children?: ReactNode }) {
  const t = useTranslations("auth");
  return (
    <header className="mx-auto flex h-16 w-full max-w-6xl items-center gap-1 px-5 sm:px-8">
      <Link href="/" aria-label={t("home")} className="me-auto rounded-sm text-ink">
        <Brand />
      </Link>
      <LanguageMenu />
      <ThemeMenu />
      {children}
    </header>
  );
}
