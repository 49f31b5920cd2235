import type { ReactNode } from "react";
import { PublicHeader } from "@/components/desk/public-header";

/** The quiet page around signing in, signing up and choosing a firm. What a page adds stands below Clerk's form. */
export default function AuthLayout({ children }: { children: ReactNode }) {
  return (
    <div className="flex min-h-dvh flex-col">
      <PublicHeader />
      <main id="content" className="flex flex-1 flex-col items-center justify-center gap-6 px-4 pt-4 pb-16">
        {children}
      </main>
    </div>
  );
}
