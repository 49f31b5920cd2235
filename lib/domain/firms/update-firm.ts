import "server-only";
import { eq } from "drizzle-orm";
import { firms } from "@/db/schema/firms";
import type { TenantTx } from "@/db/tenant";
import { AppError } from "@/lib/core/errors";
import { enqueue } from "@/lib/jobs/enqueue";
import { normalizePhone } from "../phones/normalize-phone";
import { isStateCode } from "../phones/us-states";
import type { UpdateFirmInput } from "./firm.schema";
import { renameOrganizationJob } from "./rename-organization.job";

type RefusedField = { field: "state" | "callbackNumber" | "transferNumber"; problem: "state" | "phone" };
export type UpdateFirmResult = { kind: "saved" } | ({ kind: "refused" } & RefusedField);

/** Takes over the firm's settings, all or none. A new name is carried on to Clerk by a job. */
export async function updateFirm(tx: TenantTx, input: UpdateFirmInput): Promise<UpdateFirmResult> {
  if (input.state !== null && !isStateCode(input.state)) return { kind: "refused", field: "state", problem: "state" };
  const callbackNumber = numberFrom(input.callbackNumber);
  if (callbackNumber === undefined) return { kind: "refused", field: "callbackNumber", problem: "phone" };
  const transferNumber = numberFrom(input.transferNumber);
  if (transferNumber === undefined) return { kind: "refused", field: "transferNumber", problem: "phone" };
  const [before] = await tx.select({ name: firms.name }).from(firms).for("update");
  if (!before) throw new AppError("not_found", "The firm is not there");
  const holidays = [...new Set(input.holidays)].toSorted();
  await tx
    .update(firms)
    .set({ ...input, callbackNumber, transferNumber, holidays, updatedAt: new Date() })
    .where(eq(firms.tenantId, tx.tenantId));
  if (before.name !== input.name) await enqueue(tx, renameOrganizationJob, {}, { singletonKey: "rename-organization" });
  return { kind: "saved" };
}

/** E.164, null for none, undefined for what is no telephone number. */
function numberFrom(text: string | null): string | null | undefined {
  if (text === null) return null;
  const phone = normalizePhone(text);
  return phone.ok ? phone.e164 : undefined;
}
