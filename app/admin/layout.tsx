import type { ReactNode } from "react";
import { AdminShell } from "@/components/desk/admin-shell";
import { UserMenu } from "@/components/desk/user-menu";
import { requirePlatformAdmin } from "@/lib/auth/require-platform-admin";

/** Asked here as well as in the pages: for everybody else not even the frame exists. */
export default async function AdminLayout({ children }: { children: ReactNode }) {
  await requirePlatformAdmin();
  return <AdminShell userButton={<UserMenu />}>{children}</AdminShell>;
}
