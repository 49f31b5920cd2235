import "./globals.css";
import { ClerkProvider } from "@clerk/nextjs";
import type { Metadata, Viewport } from "next";
import { headers } from "next/headers";
import { NextIntlClientProvider } from "next-intl";
import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { clerkAppearance } from "@/components/desk/clerk-appearance";
import { Providers } from "@/components/desk/providers";
import { clerkLocalization } from "@/lib/i18n/clerk-localization";
import { languageOf } from "@/lib/i18n/locale";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("landing");
  return {
    title: { default: "Docketline", template: "%s · Docketline" },
    description: t("description"),
    applicationName: "Docketline",
    robots: { index: false, follow: false },
    formatDetection: { telephone: false, email: false, address: false, date: false },
  };
}

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  viewportFit: "cover",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#f8f7f4" },
    { media: "(prefers-color-scheme: dark)", color: "#11100e" },
  ],
};

/** Language, identity, theme and nonce for every page. Always rendered for the request: the nonce is never reused. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const locale = languageOf(await getLocale());
  const nonce = await documentNonce();
  return (
    <html lang={locale} suppressHydrationWarning>
      <body>
        <ClerkProvider
          dynamic
          {...(nonce === undefined ? {} : { nonce })}
          localization={clerkLocalization(locale, await getTranslations("auth"))}
          appearance={clerkAppearance}
        >
          <NextIntlClientProvider>
            <Providers nonce={nonce}>{children}</Providers>
          </NextIntlClientProvider>
        </ClerkProvider>
      </body>
    </html>
  );
}

/**
 * The nonce of this answer's policy. None when a page that is already open only refreshes itself: the policy of its
 * document still holds, and a newer nonce would have the browser refuse the styles that Clerk adds afterwards.
 */
async function documentNonce(): Promise<string | undefined> {
  const request = await headers();
  if (request.get("sec-fetch-dest") === "empty") return undefined;
  return request.get("x-nonce") ?? undefined;
}
