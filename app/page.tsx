import { FileCheck2, LockKeyhole, type LucideIcon, PhoneOutgoing, ScrollText } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { CallExample } from "@/components/desk/call-example";
import { PublicHeader } from "@/components/desk/public-header";
import { LinkButton } from "@/components/ui/link-button";

const points: readonly { id: "gate" | "proposals" | "walls" | "record"; icon: LucideIcon }[] = [
  { id: "gate", icon: PhoneOutgoing },
  { id: "proposals", icon: FileCheck2 },
  { id: "walls", icon: LockKeyhole },
  { id: "record", icon: ScrollText },
];

/** The public page: what Docketline is, and the way in. */
export default async function PublicPage() {
  const t = await getTranslations("landing");
  return (
    <div className="flex min-h-dvh flex-col">
      <PublicHeader>
        <LinkButton href="/sign-in" className="ms-2">
          {t("signIn")}
        </LinkButton>
      </PublicHeader>
      <main id="content" className="mx-auto flex w-full max-w-6xl flex-1 flex-col px-5 sm:px-8">
        <section className="grid items-center gap-x-16 gap-y-12 py-12 sm:py-20 lg:grid-cols-[minmax(0,1.15fr)_minmax(0,1fr)]">
          <div className="flex flex-col items-start">
            <p className="text-sm text-muted">{t("kicker")}</p>
            <h1 className="mt-3 font-serif text-3xl font-semibold tracking-[-0.02em] text-ink sm:text-4xl">
              {t("headline")}
            </h1>
            <p className="mt-5 max-w-lg text-lg text-muted">{t("lead")}</p>
            <div className="mt-8 flex flex-wrap gap-3">
              <LinkButton href="/sign-in" variant="primary" size="lg">
                {t("signIn")}
              </LinkButton>
              <LinkButton href="/sign-up" variant="ghost" size="lg">
                {t("signUp")}
              </LinkButton>
            </div>
          </div>
          <CallExample />
        </section>
        <section className="grid gap-x-16 gap-y-8 border-t border-line py-12 sm:grid-cols-2 sm:py-14">
          {points.map(({ id, icon: Icon }) => (
            <div key={id} className="flex gap-4">
              <Icon aria-hidden="true" className="mt-0.5 size-5 shrink-0 stroke-[1.5] text-accent-text" />
              <div>
                <h2 className="text-base font-semibold text-ink">{t(`points.${id}.title`)}</h2>
                <p className="mt-1 text-base text-muted">{t(`points.${id}.body`)}</p>
              </div>
            </div>
          ))}
        </section>
      </main>
      <footer className="mx-auto w-full max-w-6xl px-5 pb-8 sm:px-8">
        <p className="border-t border-line pt-5 text-xs text-subtle">{t("footer")}</p>
      </footer>
    </div>
  );
}
