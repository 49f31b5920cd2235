import type { ReactNode } from "react";
import { AppShell } from "@/components/desk/app-shell";
import type { DestinationId } from "@/components/desk/destinations";
import { FirmSwitcher } from "@/components/desk/firm-switcher";
import { UserMenu } from "@/components/desk/user-menu";
import { sessionPermissions } from "@/lib/auth/session-permissions";
import type { Permission } from "@/lib/core/principal";
import { areCallsSimulated } from "@/lib/domain/calls/are-calls-simulated";
import { searchRecordsAction } from "./actions";

const NEEDED: Record<DestinationId, Permission> = {
  home: "home:read",
  leads: "leads:read",
  contacts: "contacts:read",
  cases: "cases:read",
  calls: "calls:read",
  audit: "audit:read",
  integrations: "integrations:read",
  settings: "firm:read",
};

const DESTINATIONS = Object.keys(NEEDED).filter((id): id is DestinationId => Object.hasOwn(NEEDED, id));

/** The shell around the firm's screens. It lets nobody in or out: each page asks for itself. */
export async function DeskFrame({ children }: { children: ReactNode }) {
  const permissions = await sessionPermissions();
  return (
    <AppShell
      firmSwitcher={<FirmSwitcher />}
      userButton={<UserMenu />}
      searchRecords={searchRecordsAction}
      hidden={DESTINATIONS.filter((id) => !permissions.has(NEEDED[id]))}
      simulatedCalls={areCallsSimulated()}
    >
      {children}
    </AppShell>
  );
}
