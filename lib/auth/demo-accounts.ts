import "server-only";
import { DEMO_FIRMS, DEMO_PLATFORM_ADMIN, type DemoRole } from "@/db/seed/demo-firms";
import { getEnv } from "@/lib/core/env";

export type DemoSignIn = { name: string; email: string; role: DemoRole | "platform"; firm: string };

const SHOWN: readonly DemoRole[] = ["org:paralegal", "org:admin"];

/**
 * Whom to sign in as, where the local stand-in answers for Clerk on this machine; null anywhere else. These people exist
 * in the stand-in only.
 */
export function demoAccounts(): { password: string; accounts: DemoSignIn[] } | null {
  const env = getEnv();
  if (env.DOCKETLINE_MODE !== "embedded" || env.CLERK_FAPI_URL === undefined) return null;
  const members = DEMO_FIRMS.flatMap((firm) =>
    SHOWN.flatMap((role) =>
      firm.users.filter((user) => user.role === role).map((user) => ({ ...user, firm: firm.name })),
    ),
  );
  const accounts: DemoSignIn[] = members.map(({ firstName, lastName, email, role, firm }) => ({
    name: `${firstName} ${lastName}`,
    email,
    role,
    firm,
  }));
  const { email, password } = DEMO_PLATFORM_ADMIN;
  return { password, accounts: [...accounts, { name: "Platform", email, role: "platform", firm: "Docketline" }] };
}
