import { OrganizationList } from "@clerk/nextjs";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AfterHydration } from "@/components/desk/after-hydration";
import { ClerkFormSkeleton } from "@/components/desk/clerk-form-skeleton";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("auth");
  return { title: t("chooseFirm") };
}

/** For a person who is signed in but works in no firm yet, or in several. */
export default async function ChooseFirmPage() {
  const t = await getTranslations("auth");
  return (
    <>
      <div className="text-center">
        <h1 className="font-serif text-2xl font-semibold tracking-[-0.01em]">{t("chooseFirm")}</h1>
        <p className="text-sm text-muted">{t("chooseFirmBody")}</p>
      </div>
      <AfterHydration fallback={<ClerkFormSkeleton />}>
        <OrganizationList
          hidePersonal
          fallback={<ClerkFormSkeleton />}
          afterSelectOrganizationUrl="/desk"
          afterCreateOrganizationUrl="/desk"
        />
      </AfterHydration>
    </>
  );
}
