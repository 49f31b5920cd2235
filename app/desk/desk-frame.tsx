import { type ReactNode, Suspense } from "react";
import { AppShell } from "@/components/desk/app-shell";
import type { DestinationId } from "@/components/desk/destinations";
import { FirmSwitcher } from "@/components/desk/firm-switcher";
import type { SimulatedParts } from "@/components/desk/simulated-notice";
import { UserMenu } from "@/components/desk/user-menu";
import { sessionPermissions } from "@/lib/auth/session-permissions";
import type { Permission } from "@/lib/core/principal";
import { areCallsSimulated } from "@/lib/domain/calls/are-calls-simulated";
import { areMessagesSimulated } from "@/lib/domain/lines/are-messages-simulated";
import { searchRecordsAction } from "./actions";
import { CreditMeter } from "./credit-meter";
import { PartBoundary } from "./part-boundary";

const NEEDED: Record<DestinationId, Permission> = {
  home: "home:read",
  inbox: "conversations:read",
  leads: "leads:read",
  contacts: "contacts:read",
  cases: "cases:read",
  calls: "calls:read",
  broadcasts: "broadcasts:read",
  compliance: "compliance:read",
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
      meter={
        permissions.has("credits:read") ? (
          <PartBoundary>
            <Suspense fallback={null}>
              <CreditMeter />
            </Suspense>
          </PartBoundary>
        ) : null
      }
      simulated={simulatedParts()}
    >
      {children}
    </AppShell>
  );
}

function simulatedParts(): SimulatedParts | null {
  if (areCallsSimulated()) return areMessagesSimulated() ? "both" : "calls";
  return areMessagesSimulated() ? "messages" : null;
}
