import { expect, test } from "vitest";
import { addressTimeZones } from "./address-time-zones";
import { STATE_OF_AREA_CODE } from "./area-codes";
import { candidateTimeZones } from "./candidate-time-zones";
import { locateCalledParty } from "./locate-called-party";
import { STATE_CODES } from "./us-states";
import { NATIONWIDE_TIME_ZONES, TIME_ZONES_OF_STATE } from "./us-time-zones";

/** Names that Google's data uses for clocks that run like another zone's today. */
const SAME_CLOCK: Record<string, string> = {
  "America/Boise": "America/Denver",
  "America/Juneau": "America/Anchorage",
  "America/North_Dakota/Center": "America/Chicago",
};

test("every state has an area code, and no area code is in two states", () => {
  const states = new Set(STATE_OF_AREA_CODE.values());
  expect(STATE_CODES.filter((state) => !states.has(state))).toEqual([]);
  expect(STATE_OF_AREA_CODE.size).toBeGreaterThan(340);
  expect([...STATE_OF_AREA_CODE.keys()].every((code) => /^[2-9](?!11)\d{2}$/.test(code))).toBe(true);
});

test("the zones of each area code lie in its state", async () => {
  const odd: string[] = [];
  for (const [areaCode, state] of STATE_OF_AREA_CODE) {
    const zones = await candidateTimeZones(`+1${areaCode}5550142`);
    expect(zones.length, areaCode).toBeGreaterThan(0);
    const outside = zones
      .map((zone) => SAME_CLOCK[zone] ?? zone)
      .filter((zone) => !TIME_ZONES_OF_STATE[state].includes(zone));
    odd.push(...outside.map((zone) => `${areaCode} ${state} ${zone}`));
  }
  expect(odd).toEqual([]);
});

test.each([
  ["+16025550142", ["America/Phoenix"]],
  ["+12125550142", ["America/New_York"]],
  ["+12085550142", ["America/Denver", "America/Los_Angeles"]],
  ["+18505550142", ["America/New_York", "America/Chicago"]],
  ["+12705550142", ["America/New_York", "America/Chicago"]],
  ["+16895550142", ["America/New_York"]],
  ["+18615550142", ["America/Chicago"]],
  ["+19285550142", ["America/Phoenix", "America/Denver"]],
])("CMP-05: %s may be in %j", async (e164, zones) => {
  const found = (await candidateTimeZones(e164)).map((zone) => SAME_CLOCK[zone] ?? zone);
  expect([...new Set(found)].toSorted()).toEqual(zones.toSorted());
});

test.each(["+18005550142", "+18885550142", "+15005550006", "+16215550142"])(
  "CMP-05: %s says nothing about place, so the whole country counts",
  async (e164) => {
    expect(await candidateTimeZones(e164)).toEqual(NATIONWIDE_TIME_ZONES);
    const place = await locateCalledParty({ e164, address: { state: "AZ", postalCode: null }, declaredTimeZone: null });
    expect(place.states).toEqual([]);
    expect(place.timeZones).toContainEqual({ zone: "Pacific/Honolulu", provenance: "area_code" });
  },
);

test("a foreign number has the zones of its prefix, and text has none", async () => {
  expect(await candidateTimeZones("+525512345678")).toEqual(["America/Mexico_City"]);
  expect(await candidateTimeZones("nonsense")).toEqual([]);
});

test("CMP-05: address and declaration add to the number's place and replace nothing", async () => {
  const place = await locateCalledParty({
    e164: "+16025550142",
    address: { state: "FL", postalCode: "32501" },
    declaredTimeZone: "America/Los_Angeles",
  });
  expect(place).toEqual({
    timeZones: [
      { zone: "America/Phoenix", provenance: "area_code" },
      { zone: "America/Chicago", provenance: "address" },
      { zone: "America/Los_Angeles", provenance: "declared" },
    ],
    states: [
      { state: "AZ", provenance: "area_code" },
      { state: "FL", provenance: "address" },
    ],
  });
});

test.each([
  ["TX", "75201", ["America/Chicago"]],
  ["TX", "79901-1234", ["America/Denver"]],
  ["TX", "79830", ["America/Chicago", "America/Denver"]],
  ["TX", null, ["America/Chicago", "America/Denver"]],
  ["FL", "32401", ["America/New_York", "America/Chicago"]],
  ["TN", "37203", ["America/Chicago"]],
  ["KY", "40202", ["America/New_York"]],
  ["CA", "90012", ["America/Los_Angeles"]],
  ["ZZ", "90012", []],
  [null, "90012", []],
])("the address %s %s lies in %j", (state, postalCode, zones) => {
  expect(addressTimeZones({ state, postalCode })).toEqual(zones);
});
