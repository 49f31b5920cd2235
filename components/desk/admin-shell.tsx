import { ArrowLeft, ShieldAlert } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { SkipLink } from "@/components/ui/skip-link";
import { BrandMark } from "./brand";
import { LanguageMenu } from "./language-menu";
import { ThemeMenu } from "./theme-menu";

/** Frame of the platform administration. The red bar says on every screen that this is outside any firm. */
export function AdminShell({ userButton, children }: { userButton: ReactNode; children: ReactNode }) {
  const t = useTranslations("shell");
  return (
    <div className="flex min-h-dvh flex-col">
      <SkipLink target="content">{t("skipToContent")}</SkipLink>
      <header className="sticky top-0 z-20 border-b border-line bg-sunken" data-print="hide">
        <div className="flex items-center justify-center gap-2 bg-danger-fill px-4 py-1.5 text-center text-xs text-on-danger">
          <ShieldAlert aria-hidden="true" className="size-3.5 shrink-0" />
          <p>
            <strong className="font-semibold">{t("admin.banner")}.</strong> {t("admin.hint")}
          </p>
        </div>
        <div className="mx-auto flex h-12 max-w-360 items-center gap-3 px-4 sm:px-6 lg:px-8">
          <BrandMark />
          <nav aria-label={t("admin.navigation")} className="flex flex-1 items-center gap-4 text-sm">
            <Link href="/admin" className="font-medium text-ink">
              {t("nav.admin")}
            </Link>
            <Link href="/desk" className="flex items-center gap-1.5 text-muted hover:text-ink">
              <ArrowLeft aria-hidden="true" className="size-3.5" />
              {t("admin.back")}
            </Link>
          </nav>
          <LanguageMenu />
          <ThemeMenu />
          {userButton}
        </div>
      </header>
      <main id="content" tabIndex={-1} className="flex-1 outline-none">
        {children}
      </main>
    </div>
  );
}
