import "server-only";
import parsePhoneNumberFromString from "libphonenumber-js/max";
import { addressTimeZones } from "./address-time-zones";
import { STATE_OF_AREA_CODE } from "./area-codes";
import { candidateTimeZones } from "./candidate-time-zones";
import { isStateCode, type StateCode } from "./us-states";

/** Where a belief about the called party's whereabouts comes from. Every belief adds a restriction; none removes one. */
export type LocationProvenance = "area_code" | "address" | "declared";

export type CalledPartyLocation = {
  /** Empty when unknown: every zone from New York to Honolulu then counts. */
  timeZones: readonly { zone: string; provenance: LocationProvenance }[];
  /** Empty when the number itself names no state: the rules of every state then apply, whatever the address says. */
  states: readonly { state: StateCode; provenance: LocationProvenance }[];
};

/**
 * Where the called party may be, from the number, the contact's address and a zone that the contact declared. Address and
 * declaration add candidates and never replace the number's, since neither is verified.
 */
export async function locateCalledParty(input: {
  e164: string;
  address: { state: string | null; postalCode: string | null } | null;
  declaredTimeZone: string | null;
}): Promise<CalledPartyLocation> {
  const fromNumber = await candidateTimeZones(input.e164);
  const fromAddress = input.address ? addressTimeZones(input.address) : [];
  const numberState = stateOfNumber(input.e164);
  const addressState = input.address?.state ?? null;
  return {
    timeZones: [
      ...fromNumber.map((zone) => ({ zone, provenance: "area_code" as const })),
      ...fromAddress.map((zone) => ({ zone, provenance: "address" as const })),
      ...(input.declaredTimeZone ? [{ zone: input.declaredTimeZone, provenance: "declared" as const }] : []),
    ],
    states: numberState
      ? [
          { state: numberState, provenance: "area_code" },
          ...(addressState !== null && isStateCode(addressState)
            ? [{ state: addressState, provenance: "address" as const }]
            : []),
        ]
      : [],
  };
}

/** The state of a +1 number's area code; null for toll-free, foreign and unknown codes. */
function stateOfNumber(e164: string): StateCode | null {
  const parsed = parsePhoneNumberFromString(e164);
  if (parsed?.countryCallingCode !== "1") return null;
  return STATE_OF_AREA_CODE.get(parsed.nationalNumber.slice(0, 3)) ?? null;
}
