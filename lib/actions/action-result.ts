import type { SafeActionFn } from "next-safe-action";
import type { z } from "zod";
import type { ErrorCode } from "@/lib/core/errors";

/** A refusal or failure as the browser gets it: `message` may be shown, `requestId` finds the log lines. */
export type ActionError = { code: ErrorCode; message: string; requestId: string };

/** Keys of the message namespace `errors.fields`, by field; `formErrors` concern the input as a whole. */
export type FieldErrors = { formErrors: string[]; fieldErrors: { [field: string]: string[] | undefined } };

/**
 * An action as a component takes it: `Input` is what the browser sends, `Data` what comes back. A call answers
 * `{ data }`, `{ serverError: ActionError }` or `{ validationErrors: FieldErrors }`.
 */
export type ActionOf<Input, Data> = SafeActionFn<
  ActionError,
  z.ZodType<unknown, Input>,
  readonly [],
  FieldErrors,
  Data
>;
