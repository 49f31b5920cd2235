import { SignUp } from "@clerk/nextjs";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("auth");
  return { title: t("signUp") };
}

export default function SignUpPage() {
  return <SignUp />;
}
