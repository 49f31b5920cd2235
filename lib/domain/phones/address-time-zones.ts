import "server-only";
import { isStateCode } from "./us-states";
import { TIME_ZONES_OF_STATE } from "./us-time-zones";

/**
 * Three-digit ZIP areas of split states that lie in one zone only, as `first-last` ranges. Source: 49 CFR part 71 against
 * USPS sectional areas; reviewed 2026-11-21. An area that touches a boundary is left out on purpose: the whole state's zones then apply.
 */
const SINGLE_ZONE_ZIP_AREAS: Partial<Record<string, readonly (readonly [range: string, zone: string])[]>> = {
  AZ: [["850-857", "America/Phoenix"]],
  FL: [
    ["320-323", "America/New_York"],
    ["325-325", "America/Chicago"],
    ["326-349", "America/New_York"],
  ],
  ID: [
    ["832-834", "America/Denver"],
    ["836-837", "America/Denver"],
    ["838-838", "America/Los_Angeles"],
  ],
  IN: [
    ["460-462", "America/New_York"],
    ["464-464", "America/Chicago"],
    ["466-468", "America/New_York"],
    ["473-474", "America/New_York"],
    ["477-477", "America/Chicago"],
  ],
  KS: [["660-676", "America/Chicago"]],
  KY: [
    ["400-400", "America/New_York"],
    ["402-418", "America/New_York"],
    ["420-424", "America/Chicago"],
  ],
  MI: [["480-497", "America/New_York"]],
  ND: [["580-584", "America/Chicago"]],
  NE: [
    ["680-689", "America/Chicago"],
    ["693-693", "America/Denver"],
  ],
  NV: [["889-897", "America/Los_Angeles"]],
  OR: [["970-978", "America/Los_Angeles"]],
  SD: [
    ["570-574", "America/Chicago"],
    ["577-577", "America/Denver"],
  ],
  TN: [
    ["370-372", "America/Chicago"],
    ["374-374", "America/New_York"],
    ["376-379", "America/New_York"],
    ["375-375", "America/Chicago"],
    ["380-385", "America/Chicago"],
  ],
  TX: [
    ["750-797", "America/Chicago"],
    ["799-799", "America/Denver"],
    ["885-885", "America/Denver"],
  ],
};

/**
 * Every zone in which a US address may lie. `state` is a USPS code and `postalCode` a ZIP or ZIP+4; without a ZIP, or
 * where a ZIP area touches a zone boundary, all zones of the state. Empty when the state is unknown.
 */
export function addressTimeZones(address: { state: string | null; postalCode: string | null }): readonly string[] {
  const { state, postalCode } = address;
  if (state === null || !isStateCode(state)) return [];
  const area = postalCode?.slice(0, 3) ?? "";
  const single = SINGLE_ZONE_ZIP_AREAS[state]?.find(([range]) => area >= range.slice(0, 3) && area <= range.slice(4));
  return single ? [single[1]] : TIME_ZONES_OF_STATE[state];
}
