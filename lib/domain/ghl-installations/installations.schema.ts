import { z } from "zod";

/** HighLevel's id of a location (sub-account): letters and digits, 20 of them in practice. */
const locationId = z
  .string("required")
  .trim()
  .min(1, "required")
  .max(64, "tooLong")
  .regex(/^[A-Za-z0-9_-]+$/, "invalid");

export const requestInstallationInput = z.strictObject({ locationId });

export const releaseInstallationInput = z.strictObject({ locationId });

export const decideInstallationInput = z.strictObject({
  locationId,
  /** The firm that asks, as the administrator saw it: another one may have asked meanwhile. */
  tenantId: z.uuid(),
  decision: z.enum(["approve", "refuse"]),
});
