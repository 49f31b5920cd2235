import "server-only";
import { timezones } from "libphonenumber-geo-carrier";
import parsePhoneNumberFromString from "libphonenumber-js/max";
import { STATE_OF_AREA_CODE } from "./area-codes";
import { NATIONWIDE_TIME_ZONES, TIME_ZONES_OF_AREA_CODE, TIME_ZONES_OF_STATE } from "./us-time-zones";

const CACHE_ENTRIES = 5_000;

/** The package reads and parses its whole table on each call; no +1 prefix in it is longer than `+1NPANXX`. */
const cache = new Map<string, readonly string[]>();

/** How many zones the prefix data gives to a +1 number that it does not place: all forty-odd of the numbering plan. */
const UNPLACED_ZONES = 20;

/**
 * Every IANA zone in which the owner of a number may be, from Google's prefix data. A split area code gives all of its
 * zones, since an exchange says little about a mobile; toll-free, personal and unknown +1 codes give every zone from
 * New York to Honolulu. Empty for a foreign number that the data does not place.
 */
export async function candidateTimeZones(e164: string): Promise<readonly string[]> {
  const key = e164.startsWith("+1") ? e164.slice(0, 8) : e164;
  const known = cache.get(key);
  if (known) return known;
  const zones = await lookUp(e164);
  if (cache.size >= CACHE_ENTRIES) cache.clear();
  cache.set(key, zones);
  return zones;
}

async function lookUp(e164: string): Promise<readonly string[]> {
  const parsed = parsePhoneNumberFromString(e164);
  if (!parsed) return [];
  if (parsed.countryCallingCode !== "1") return (await timezones(parsed)) ?? [];
  const areaCode = parsed.nationalNumber.slice(0, 3);
  const own = TIME_ZONES_OF_AREA_CODE.get(areaCode);
  if (own) return own;
  const state = STATE_OF_AREA_CODE.get(areaCode);
  const fromPrefix = (await timezones(parsed)) ?? [];
  if (fromPrefix.length > 0 && fromPrefix.length < UNPLACED_ZONES) return fromPrefix;
  return state === undefined ? NATIONWIDE_TIME_ZONES : TIME_ZONES_OF_STATE[state];
}
