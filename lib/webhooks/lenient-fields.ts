import "server-only";
import { z } from "zod";

// Senders promise more than the wire keeps, so a field of another kind is as if it were not there, and never an error.

/** Text of at most `max` characters. */
export const lenientText = (max: number) => z.string().max(max).optional().catch(undefined);

/** An id or a code that some write as a number. Never empty. */
export const lenientId = z
  .union([z.string(), z.number()])
  .transform(String)
  .pipe(z.string().min(1).max(200))
  .optional()
  .catch(undefined);

/** A person's words, of any length that the door lets in. */
export const lenientWords = z.string().optional().catch(undefined);

/** A number, which some write as text. */
export const numberOrText = z.union([
  z.number(),
  z
    .string()
    .regex(/^-?\d{1,15}(\.\d{1,6})?$/)
    .transform(Number),
]);

export const lenientNumber = numberOrText.optional().catch(undefined);

/** A yes or no, which some write as 1 and 0 or as text. */
export const lenientFlag = z
  .union([
    z.boolean(),
    z.literal([1, "1", "true"]).transform(() => true),
    z.literal([0, "0", "false"]).transform(() => false),
  ])
  .optional()
  .catch(undefined);
