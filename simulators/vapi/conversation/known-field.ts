import type { KnownField } from "./people";

const ALIASES: Readonly<Record<KnownField, readonly string[]>> = {
  address: ["address", "home_address", "mailing_address", "street_address", "residential_address"],
  date_of_birth: ["date_of_birth", "dob", "birth_date", "birthdate", "birthday"],
  email: ["email", "email_address", "e_mail"],
  employer: ["employer", "employer_name", "employment"],
  insurance: ["insurance", "insurer", "insurance_company", "insurance_carrier", "insurance_provider"],
};

/** The detail that a field name asks for, however it is written (`dateOfBirth`, `date-of-birth`, `dob`); else undefined. */
export function knownFieldOf(name: string): KnownField | undefined {
  const plain = name
    .replace(/([a-z])([A-Z])/g, "$1_$2")
    .replace(/[\s-]+/g, "_")
    .toLowerCase();
  return KNOWN_FIELDS.find((field) => ALIASES[field].includes(plain));
}

const KNOWN_FIELDS = ["address", "date_of_birth", "email", "employer", "insurance"] as const satisfies KnownField[];

/** The name of a field as words. */
export function wordsOfField(name: string): string {
  return name
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .replace(/[_-]+/g, " ")
    .toLowerCase();
}
