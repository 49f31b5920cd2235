import { SignUp } from "@clerk/nextjs";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AfterHydration } from "@/components/desk/after-hydration";
import { ClerkFormSkeleton } from "@/components/desk/clerk-form-skeleton";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("auth");
  return { title: t("signUp") };
}

export default function SignUpPage() {
  return (
    <AfterHydration fallback={<ClerkFormSkeleton />}>
      <SignUp fallback={<ClerkFormSkeleton />} />
    </AfterHydration>
  );
}
