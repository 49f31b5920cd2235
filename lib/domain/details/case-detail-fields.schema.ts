import { z } from "zod";
import { plainText } from "./plain-text.schema";

/**
 * The facts of a case that a call may ask for. Codes are stored and never renamed. `flag` is the only thing about a field
 * that leaves the building; `maxLength` is that of the canonical value.
 */
export const CASE_DETAIL_FIELDS = {
  address: { sensitivity: "sensitive", flag: "hasAddress", maxLength: 300 },
  email: { sensitivity: "sensitive", flag: "hasEmail", maxLength: 254 },
  phone_alternate: { sensitivity: "sensitive", flag: "hasAlternatePhone", maxLength: 16 },
  date_of_birth: { sensitivity: "critical", flag: "hasDateOfBirth", maxLength: 10 },
  employer: { sensitivity: "internal", flag: "hasEmployer", maxLength: 200 },
  insurance_carrier: { sensitivity: "sensitive", flag: "hasInsurance", maxLength: 200 },
  insurance_policy_number: { sensitivity: "critical", flag: "hasInsurancePolicyNumber", maxLength: 40 },
  preferred_language: { sensitivity: "internal", flag: "hasPreferredLanguage", maxLength: 3 },
  accident_date: { sensitivity: "sensitive", flag: "hasAccidentDate", maxLength: 10 },
  medical_provider: { sensitivity: "critical", flag: "hasMedicalProvider", maxLength: 200 },
} as const satisfies Record<string, { sensitivity: Sensitivity; flag: `has${string}`; maxLength: number }>;

export type Sensitivity = "public" | "internal" | "sensitive" | "critical";

export const caseDetailField = z.enum([
  "address",
  "email",
  "phone_alternate",
  "date_of_birth",
  "employer",
  "insurance_carrier",
  "insurance_policy_number",
  "preferred_language",
  "accident_date",
  "medical_provider",
]);

export type CaseDetailField = z.output<typeof caseDetailField>;

/** What a person types or a client says for any field, before it is normalised. */
export const caseDetailRawValue = plainText(500);
