import { z } from "zod";
import { personText } from "@/lib/core/text.schema";

export const DO_NOT_CALL_LISTS = ["internal", "national", "state", "litigator"] as const;

/** What staff say of a list that they bring: which it is, from where, and its day. */
export const doNotCallFile = z.strictObject({
  list: z.enum(DO_NOT_CALL_LISTS),
  source: personText(200),
  listedOn: z.iso.date().transform((day) => new Date(`${day}T00:00:00Z`)),
});
