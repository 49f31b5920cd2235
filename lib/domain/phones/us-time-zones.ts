import "server-only";
import type { StateCode } from "./us-states";

/**
 * The zones between the eastern and the western end of the fifty states. They stand for "somewhere in the country" when
 * a number says nothing about place (toll-free, unknown area code). The island territories are left out: with Guam in
 * the set no hour of the day would be left, and their own area codes name them.
 */
export const NATIONWIDE_TIME_ZONES = [
  "America/New_York",
  "America/Chicago",
  "America/Denver",
  "America/Phoenix",
  "America/Los_Angeles",
  "America/Anchorage",
  "America/Adak",
  "Pacific/Honolulu",
] as const;

/** Territories that carry an ISO 3166 country code of their own, the same letters as their USPS code. */
export const TERRITORY_COUNTRIES: ReadonlySet<string> = new Set(["AS", "GU", "MP", "PR", "VI"]);

const EASTERN = ["America/New_York"];
const CENTRAL = ["America/Chicago"];
const MOUNTAIN = ["America/Denver"];
const PACIFIC = ["America/Los_Angeles"];
const EASTERN_CENTRAL = [...EASTERN, ...CENTRAL];
const CENTRAL_MOUNTAIN = [...CENTRAL, ...MOUNTAIN];

/** Every zone in legal use somewhere in the state. Source: 49 CFR part 71; reviewed 2026-11-21. */
export const TIME_ZONES_OF_STATE: Record<StateCode, readonly string[]> = {
  AL: CENTRAL,
  AK: ["America/Anchorage", "America/Adak"],
  AZ: ["America/Phoenix", ...MOUNTAIN],
  AR: CENTRAL,
  CA: PACIFIC,
  CO: MOUNTAIN,
  CT: EASTERN,
  DE: EASTERN,
  DC: EASTERN,
  FL: EASTERN_CENTRAL,
  GA: EASTERN,
  HI: ["Pacific/Honolulu"],
  ID: [...MOUNTAIN, ...PACIFIC],
  IL: CENTRAL,
  IN: EASTERN_CENTRAL,
  IA: CENTRAL,
  KS: CENTRAL_MOUNTAIN,
  KY: EASTERN_CENTRAL,
  LA: CENTRAL,
  ME: EASTERN,
  MD: EASTERN,
  MA: EASTERN,
  MI: EASTERN_CENTRAL,
  MN: CENTRAL,
  MS: CENTRAL,
  MO: CENTRAL,
  MT: MOUNTAIN,
  NE: CENTRAL_MOUNTAIN,
  NV: [...PACIFIC, ...MOUNTAIN],
  NH: EASTERN,
  NJ: EASTERN,
  NM: MOUNTAIN,
  NY: EASTERN,
  NC: EASTERN,
  ND: CENTRAL_MOUNTAIN,
  OH: EASTERN,
  OK: CENTRAL,
  OR: [...PACIFIC, ...MOUNTAIN],
  PA: EASTERN,
  RI: EASTERN,
  SC: EASTERN,
  SD: CENTRAL_MOUNTAIN,
  TN: EASTERN_CENTRAL,
  TX: CENTRAL_MOUNTAIN,
  UT: MOUNTAIN,
  VT: EASTERN,
  VA: EASTERN,
  WA: PACIFIC,
  WV: EASTERN,
  WI: CENTRAL,
  WY: MOUNTAIN,
  AS: ["Pacific/Pago_Pago"],
  GU: ["Pacific/Guam"],
  MP: ["Pacific/Saipan"],
  PR: ["America/Puerto_Rico"],
  VI: ["America/St_Thomas"],
};

/**
 * Area codes whose zones the prefix data would give exchange by exchange or, for 448, 364 and 930 one of two and for 689
 * wrongly. Source: that data's own exchanges against 49 CFR part 71; reviewed 2026-11-21.
 */
export const TIME_ZONES_OF_AREA_CODE: ReadonlyMap<string, readonly string[]> = new Map([
  ["208", [...MOUNTAIN, ...PACIFIC]],
  ["219", EASTERN_CENTRAL],
  ["270", EASTERN_CENTRAL],
  ["308", CENTRAL_MOUNTAIN],
  ["364", EASTERN_CENTRAL],
  ["423", EASTERN_CENTRAL],
  ["448", EASTERN_CENTRAL],
  ["458", [...MOUNTAIN, ...PACIFIC]],
  ["541", [...MOUNTAIN, ...PACIFIC]],
  ["574", EASTERN_CENTRAL],
  ["605", CENTRAL_MOUNTAIN],
  ["606", EASTERN_CENTRAL],
  ["620", CENTRAL_MOUNTAIN],
  ["689", EASTERN],
  ["701", CENTRAL_MOUNTAIN],
  ["775", [...MOUNTAIN, ...PACIFIC]],
  ["785", CENTRAL_MOUNTAIN],
  ["812", EASTERN_CENTRAL],
  ["850", EASTERN_CENTRAL],
  ["906", EASTERN_CENTRAL],
  ["907", ["America/Anchorage", "America/Adak"]],
  ["928", ["America/Phoenix", ...MOUNTAIN]],
  ["930", EASTERN_CENTRAL],
  ["986", [...MOUNTAIN, ...PACIFIC]],
]);
