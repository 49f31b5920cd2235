import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PublicHeader } from "@/components/desk/public-header";
import { LinkButton } from "@/components/ui/link-button";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("errors.firmUnavailable");
  return { title: t("title") };
}

const REASONS = ["suspended", "deleted", "removed"] as const;

type FirmUnavailableProps = { searchParams: Promise<{ reason?: string | string[] }> };

/** For a session whose firm nobody may enter now, or this person not any more. Says nothing about the firm itself. */
export default async function FirmUnavailablePage({ searchParams }: FirmUnavailableProps) {
  const { reason } = await searchParams;
  const t = await getTranslations("errors.firmUnavailable");
  const known = REASONS.find((one) => one === reason) ?? "unknown";
  return (
    <div className="flex min-h-dvh flex-col">
      <PublicHeader />
      <main id="content" className="flex flex-1 flex-col items-center justify-center gap-3 px-4 pb-16 text-center">
        <h1 className="font-serif text-2xl font-semibold tracking-[-0.01em]">{t("title")}</h1>
        <p className="max-w-md text-sm text-muted">{t(known)}</p>
        <div className="pt-2">
          <LinkButton href="/choose-firm" variant="primary">
            {t("choose")}
          </LinkButton>
        </div>
      </main>
    </div>
  );
}
