import "server-only";
import { complianceSettings } from "@/db/schema/compliance-settings";
import { firms } from "@/db/schema/firms";
import type { TenantTx } from "@/db/tenant";
import { AppError } from "@/lib/core/errors";
import type { FirmFacts, FirmTightening } from "@/lib/domain/compliance/gate-facts";
import { isStateCode } from "@/lib/domain/phones/us-states";

export type LoadedFirm = { facts: FirmFacts; tightening: FirmTightening; isRecordingRequested: boolean };

/** What the gate has to know of the firm itself, and what the firm adds to the law. */
export async function loadFirmFacts(tx: TenantTx): Promise<LoadedFirm> {
  const [firm] = await tx
    .select({
      name: firms.name,
      callbackNumber: firms.callbackNumber,
      state: firms.state,
      timeZone: firms.timeZone,
      hours: firms.hours,
      holidays: firms.holidays,
      isRecordingEnabled: firms.isRecordingEnabled,
      suspendedAt: firms.suspendedAt,
      deletedAt: firms.deletedAt,
    })
    .from(firms)
    .limit(1);
  if (!firm) throw new AppError("not_found", "There is no such firm");
  const [settings] = await tx
    .select({
      contactHours: complianceSettings.contactHours,
      frequencyLimit: complianceSettings.frequencyLimit,
      optOutReach: complianceSettings.optOutReach,
    })
    .from(complianceSettings);
  return {
    facts: {
      registeredName: firm.name,
      callbackNumber: firm.callbackNumber,
      state: firm.state !== null && isStateCode(firm.state) ? firm.state : null,
      timeZone: firm.timeZone,
      hours: firm.hours,
      holidays: firm.holidays,
      isSuspended: firm.suspendedAt !== null || firm.deletedAt !== null,
      optOutReach: settings?.optOutReach ?? "everything",
    },
    tightening: {
      contactHours: settings?.contactHours ?? null,
      frequencyLimit: settings?.frequencyLimit ?? null,
    },
    isRecordingRequested: firm.isRecordingEnabled,
  };
}
