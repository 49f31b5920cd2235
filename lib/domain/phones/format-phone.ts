import parsePhoneNumberFromString from "libphonenumber-js/min";

/**
 * A number for people to read: `(512) 555-0100` inside the North American plan, `+44 7911 123456` elsewhere. Text that is
 * no number comes back unchanged. Runs in the browser as well.
 */
export function formatPhone(e164: string): string {
  const parsed = parsePhoneNumberFromString(e164);
  if (!parsed) return e164;
  return parsed.countryCallingCode === "1" ? parsed.formatNational() : parsed.formatInternational();
}
