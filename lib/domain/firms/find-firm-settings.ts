import "server-only";
import { firms } from "@/db/schema/firms";
import type { TenantTx } from "@/db/tenant";
import type { UpdateFirmInput } from "./firm.schema";

/** The firm's settings as its administrators set them; null as long as the firm's row is not there. */
export async function findFirmSettings(tx: TenantTx): Promise<UpdateFirmInput | null> {
  const [firm] = await tx
    .select({
      name: firms.name,
      timeZone: firms.timeZone,
      state: firms.state,
      locale: firms.locale,
      callbackNumber: firms.callbackNumber,
      transferNumber: firms.transferNumber,
      hours: firms.hours,
      holidays: firms.holidays,
      isRecordingEnabled: firms.isRecordingEnabled,
    })
    .from(firms);
  return firm ?? null;
}
