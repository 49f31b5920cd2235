import { SignIn } from "@clerk/nextjs";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AfterHydration } from "@/components/desk/after-hydration";
import { ClerkFormSkeleton } from "@/components/desk/clerk-form-skeleton";
import { DemoAccounts } from "@/components/desk/demo-accounts";
import { demoAccounts } from "@/lib/auth/demo-accounts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("auth");
  return { title: t("signIn") };
}

export default async function SignInPage() {
  const demo = demoAccounts();
  const t = await getTranslations("auth.demo.roles");
  return (
    <>
      <AfterHydration fallback={<ClerkFormSkeleton />}>
        <SignIn fallback={<ClerkFormSkeleton />} />
      </AfterHydration>
      {demo ? (
        <DemoAccounts
          accounts={demo.accounts.map((account) => ({ ...account, role: t(account.role) }))}
          password={demo.password}
        />
      ) : null}
    </>
  );
}
