import "server-only";
import { STATE_CODES, type StateCode } from "@/lib/domain/phones/us-states";
import { type Citation, cite } from "./citations";
import type { DayWindow, WeeklyHours } from "./weekly-hours.schema";

export type StatePolicy = {
  /** The state's own window on the called party's clock; null when it has none of its own. */
  hours: { week: WeeklyHours; sources: Citation[] } | null;
  /** Automated contacts of one firm with one number in 24 hours; null when the state sets none. */
  frequency: { limit: number; sources: Citation[] } | null;
  /** `all_party`: everyone on the line has to agree, by statute or because the law is unclear. */
  recording: { rule: "one_party" | "all_party"; sources: Citation[] };
  /** Statutes that ask for a disclosure of the AI. Days are inclusive; null means in force on the day of review, or no end. */
  aiDisclosure: { from: string | null; until: string | null; source: Citation }[];
  /** Duties that no rule of the gate judges: the firm's counsel has to see to them. */
  duties: Citation[];
};

const DROPCOWBOY = "vendor tables of 2025-11 (dropcowboy, referrizer); verify with counsel";
const LINKED = "statute as linked in public sources";

const from8to20: DayWindow = { opens: "08:00", closes: "20:00" };
const from9to20: DayWindow = { opens: "09:00", closes: "20:00" };
const from9to21: DayWindow = { opens: "09:00", closes: "21:00" };
const from10to21: DayWindow = { opens: "10:00", closes: "21:00" };

const HOURS: Partial<Record<StateCode, NonNullable<StatePolicy["hours"]>>> = {
  FL: {
    week: everyDay(from8to20),
    sources: [cite("Fla. Stat. 501.616(6)", "statute opened by the source", "secondary")],
  },
  OK: {
    week: everyDay(from8to20),
    sources: [cite("15 O.S. 775C.4", "sources give 20:00 and 21:00; the stricter stands", "conflicting")],
  },
  MD: { week: everyDay(from8to20), sources: [cite("Md. Stop the Spam Calls Act", "law-firm summaries", "secondary")] },
  TX: {
    week: { ...mondayToSaturday(from9to21), 7: { opens: "12:00", closes: "21:00" } },
    sources: [cite("Tex. Bus. & Com. Code 301.051", "law-firm summaries", "secondary")],
  },
  WA: { week: everyDay(from8to20), sources: [cite("RCW 80.36.390", "general knowledge", "unverified")] },
  CT: { week: everyDay(from9to20), sources: [cite("Connecticut calling hours", DROPCOWBOY, "secondary")] },
  NJ: { week: everyDay(from8to20), sources: [cite("New Jersey calling hours", DROPCOWBOY, "secondary")] },
  AL: { week: mondayToSaturday(from8to20), sources: [cite("Alabama calling hours", DROPCOWBOY, "secondary")] },
  LA: { week: mondayToSaturday(from8to20), sources: [cite("Louisiana calling hours", DROPCOWBOY, "secondary")] },
  MS: {
    week: mondayToSaturday(from8to20),
    sources: [cite("Mississippi calling hours", DROPCOWBOY, "secondary")],
  },
  MA: { week: everyDay(from8to20), sources: [cite("Massachusetts calling hours", DROPCOWBOY, "secondary")] },
  NV: { week: everyDay(from9to20), sources: [cite("Nevada calling hours", DROPCOWBOY, "secondary")] },
  KY: { week: everyDay(from10to21), sources: [cite("Kentucky calling hours", DROPCOWBOY, "secondary")] },
  MI: { week: everyDay(from9to21), sources: [cite("Michigan calling hours", DROPCOWBOY, "secondary")] },
  MN: { week: everyDay(from9to21), sources: [cite("Minnesota calling hours", DROPCOWBOY, "secondary")] },
  NM: { week: everyDay(from9to21), sources: [cite("New Mexico calling hours", DROPCOWBOY, "secondary")] },
  RI: {
    week: { ...mondayToSaturday({ opens: "09:00", closes: "18:00" }), 6: { opens: "10:00", closes: "17:00" } },
    sources: [cite("Rhode Island calling hours", DROPCOWBOY, "secondary")],
  },
};

const FREQUENCY: Partial<Record<StateCode, NonNullable<StatePolicy["frequency"]>>> = {
  FL: { limit: 3, sources: [cite("Fla. Stat. 501.616(6)(b)", "statute opened by the source", "secondary")] },
  OK: { limit: 3, sources: [cite("15 O.S. 775C.4", "law-firm summaries", "secondary")] },
  MD: { limit: 3, sources: [cite("Md. Stop the Spam Calls Act", "law-firm summaries", "secondary")] },
};

const ALL_PARTY_RECORDING: Partial<Record<StateCode, Citation>> = {
  CA: cite("Cal. Penal Code 632, 632.7", LINKED, "secondary"),
  FL: cite("Fla. Stat. 934.03", LINKED, "secondary"),
  IL: cite("720 ILCS 5/14", LINKED, "secondary"),
  MD: cite("Md. Code, Cts. & Jud. Proc. 10-402", LINKED, "secondary"),
  MA: cite("M.G.L. c. 272 s. 99", LINKED, "secondary"),
  MT: cite("Mont. Code 45-8-213", LINKED, "secondary"),
  NH: cite("N.H. RSA 570-A:2", LINKED, "secondary"),
  PA: cite("18 Pa.C.S. 5704", LINKED, "secondary"),
  WA: cite("RCW 9.73.030", LINKED, "secondary"),
  CT: cite("Connecticut, civil liability", "secondary sources only", "unverified"),
  DE: cite("Delaware, statutes conflict", "secondary sources only", "unverified"),
  NV: cite("Nevada, telephone", "secondary sources only", "unverified"),
  MI: cite("Michigan, ambiguous", "secondary sources only", "unverified"),
  OR: cite("Oregon, in person; telephone is one-party", "secondary sources only", "unverified"),
  AS: cite("American Samoa, not researched", "treated as all-party", "unverified"),
  GU: cite("Guam, not researched", "treated as all-party", "unverified"),
  MP: cite("Northern Mariana Islands, not researched", "treated as all-party", "unverified"),
  PR: cite("Puerto Rico, not researched", "treated as all-party", "unverified"),
  VI: cite("U.S. Virgin Islands, not researched", "treated as all-party", "unverified"),
};

const AI_DISCLOSURE: Partial<Record<StateCode, StatePolicy["aiDisclosure"]>> = {
  CA: [aiStatute("Cal. Pub. Util. Code 2874 (AB 2905)", { from: "2025-01-01" })],
  UT: [aiStatute("Utah Code ch. 13-77", { until: "2027-06-30" })],
  ME: [aiStatute("10 M.R.S. 1500-DD", {})],
  CO: [aiStatute("Colo. SB 26-189, HB 26-1263", { from: "2027-01-01" })],
};

const DUTIES: Partial<Record<StateCode, Citation[]>> = {
  FL: [
    cite(
      "Fla. Stat. 501.059(8)(d): a Florida area code is presumed to be in Florida",
      "statute opened by the source",
      "secondary",
    ),
    cite("Fla. Stat. 501.605: sellers are licensed unless exempt", "law-firm summaries", "secondary"),
  ],
  TX: [
    cite(
      "Tex. SB 140 (2025-09-01): texts are covered; registration and bond unless exempt",
      "law-firm summaries",
      "secondary",
    ),
  ],
  WA: [
    cite(
      "RCW 19.190.060: commercial texts need clear prior consent; helpers are liable",
      "law-firm summaries",
      "secondary",
    ),
  ],
  VA: [
    cite(
      "Virginia (2026-01-01): texts are covered; an opt-out by text holds ten years",
      "law-firm summaries; opt-outs are kept for ever here",
      "secondary",
    ),
  ],
};

/** What each state adds to the federal and the product's own rules. A row can only tighten. */
export const STATE_POLICY: ReadonlyMap<StateCode, StatePolicy> = new Map(
  STATE_CODES.map((state) => [state, policyOf(state)]),
);

function policyOf(state: StateCode): StatePolicy {
  const allParty = ALL_PARTY_RECORDING[state];
  return {
    hours: HOURS[state] ?? null,
    frequency: FREQUENCY[state] ?? null,
    recording: allParty ? { rule: "all_party", sources: [allParty] } : { rule: "one_party", sources: [] },
    aiDisclosure: AI_DISCLOSURE[state] ?? [],
    duties: DUTIES[state] ?? [],
  };
}

function aiStatute(citation: string, term: { from?: string; until?: string }): StatePolicy["aiDisclosure"][number] {
  return {
    from: term.from ?? null,
    until: term.until ?? null,
    source: cite(citation, "law-firm summaries", "secondary"),
  };
}

function everyDay(day: DayWindow): WeeklyHours {
  return { ...mondayToSaturday(day), 7: day };
}

function mondayToSaturday(day: DayWindow): WeeklyHours {
  return { 1: day, 2: day, 3: day, 4: day, 5: day, 6: day };
}
