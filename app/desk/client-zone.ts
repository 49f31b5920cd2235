import type { GateDecision } from "@/lib/domain/compliance/gate-decision";

/** The zone where the client most likely is: a declared or known address before the area code. Null when nothing was judged. */
export function clientZoneOf(rules: GateDecision["rules"]): string | null {
  const rule = rules.find((result) => result.code === "local_hours");
  if (rule?.code !== "local_hours") return null;
  const ranked = ["declared", "address", "area_code"] as const;
  for (const source of ranked) {
    const found = rule.evidence.zones.find((zone) => zone.provenance.includes(source));
    if (found) return found.zone;
  }
  return rule.evidence.zones[0]?.zone ?? null;
}
