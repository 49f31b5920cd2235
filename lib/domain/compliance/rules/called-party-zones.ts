import "server-only";
import type { LocationProvenance } from "@/lib/domain/phones/locate-called-party";
import { NATIONWIDE_TIME_ZONES } from "@/lib/domain/phones/us-time-zones";
import type { GateFacts } from "../gate-facts";
import { isKnownTimeZone } from "../local-time";

export type CalledPartyZones = {
  zones: { zone: string; provenance: (LocationProvenance | "assumed")[] }[];
  unknownZones: string[];
};

/**
 * The zones in which every clock rule has to pass: each candidate once. With no candidate, with one that the platform does
 * not know, or where WhatsApp hides the number, the zones of the whole country join them.
 */
export function calledPartyZones(facts: GateFacts): CalledPartyZones {
  const byZone = new Map<string, Set<LocationProvenance | "assumed">>();
  const unknownZones: string[] = [];
  for (const { zone, provenance } of facts.timeZones) {
    const known = byZone.get(zone);
    if (known) known.add(provenance);
    else if (isKnownTimeZone(zone)) byZone.set(zone, new Set([provenance]));
    else unknownZones.push(zone);
  }
  const isHidden = facts.number === null && facts.address.includes("@");
  if (byZone.size === 0 || unknownZones.length > 0 || isHidden) {
    for (const zone of NATIONWIDE_TIME_ZONES) byZone.set(zone, (byZone.get(zone) ?? new Set()).add("assumed"));
  }
  return { zones: [...byZone].map(([zone, provenance]) => ({ zone, provenance: [...provenance] })), unknownZones };
}
