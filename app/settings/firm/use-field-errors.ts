import { useTranslations } from "next-intl";
import type { FieldErrors } from "@/lib/actions/action-result";

const KNOWN = [
  "required",
  "tooLong",
  "unsafeCharacters",
  "phone",
  "date",
  "state",
  "timeZone",
  "closesBeforeOpens",
  "tooMany",
] as const;

/** Reads the refusal of one field in the reader's language; a reason that has no text of its own gets the general one. */
export function useFieldErrors(errors: FieldErrors | undefined): (field: string) => string | undefined {
  const t = useTranslations("errors.fields");
  return (field) => {
    const reason = errors?.fieldErrors[field]?.[0];
    if (reason === undefined) return undefined;
    return t(KNOWN.find((key) => key === reason) ?? "invalid");
  };
}
