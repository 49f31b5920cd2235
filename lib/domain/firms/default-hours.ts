import "server-only";
import type { FirmHours } from "@/db/schema/firms";

const OFFICE_DAY = { opens: "08:00", closes: "18:00" };

/** Hours of a firm that has not set its own: Monday to Friday, 08:00 to 18:00 in its zone. */
export const DEFAULT_HOURS: FirmHours = { 1: OFFICE_DAY, 2: OFFICE_DAY, 3: OFFICE_DAY, 4: OFFICE_DAY, 5: OFFICE_DAY };
