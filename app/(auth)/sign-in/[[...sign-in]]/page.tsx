import { SignIn } from "@clerk/nextjs";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AfterHydration } from "@/components/desk/after-hydration";
import { ClerkFormSkeleton } from "@/components/desk/clerk-form-skeleton";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("auth");
  return { title: t("signIn") };
}

export default function SignInPage() {
  return (
    <AfterHydration fallback={<ClerkFormSkeleton />}>
      <SignIn fallback={<ClerkFormSkeleton />} />
    </AfterHydration>
  );
}
