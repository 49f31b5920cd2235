import type { LEAD_SOURCES, LEAD_STATUSES } from "../schema/leads";

export type DemoLead = {
  firstName: string;
  lastName: string;
  language: "en" | "es";
  source: (typeof LEAD_SOURCES)[number];
  status: (typeof LEAD_STATUSES)[number];
  practiceArea: string;
  summary: string;
  receivedMinutesAgo: number;
  respondedAfterMinutes?: number;
  reason?: string;
};

const CALDER: DemoLead[] = [
  {
    firstName: "Bianca",
    lastName: "Torres",
    language: "en",
    source: "web_form",
    status: "new",
    practiceArea: "auto_accident",
    summary: "Hit from behind on the 101, neck pain, other driver insured.",
    receivedMinutesAgo: 11,
  },
  {
    firstName: "Manuel",
    lastName: "Aguirre",
    language: "es",
    source: "inbound_call",
    status: "new",
    practiceArea: "workplace_injury",
    summary: "Se cayó de un andamio el lunes. Quiere saber si puede reclamar.",
    receivedMinutesAgo: 47,
  },
  {
    firstName: "Corinne",
    lastName: "Baker",
    language: "en",
    source: "referral",
    status: "new",
    practiceArea: "premises_liability",
    summary: "Referred by Dr. Osei. Fell on a broken stair at her apartment complex.",
    receivedMinutesAgo: 190,
  },
  {
    firstName: "Ted",
    lastName: "Yazzie",
    language: "en",
    source: "web_form",
    status: "contacted",
    practiceArea: "auto_accident",
    summary: "Rollover near Flagstaff, two passengers.",
    receivedMinutesAgo: 410,
    respondedAfterMinutes: 6,
  },
  {
    firstName: "Silvia",
    lastName: "Macías",
    language: "es",
    source: "inbound_call",
    status: "qualified",
    practiceArea: "auto_accident",
    summary: "Choque en intersección, tiene reporte policial.",
    receivedMinutesAgo: 1_600,
    respondedAfterMinutes: 3,
  },
  {
    firstName: "Gordon",
    lastName: "Pratt",
    language: "en",
    source: "web_form",
    status: "declined",
    practiceArea: "other",
    summary: "Neighbour's tree fell on a fence.",
    receivedMinutesAgo: 2_900,
    respondedAfterMinutes: 22,
    reason: "not_our_practice",
  },
  {
    firstName: "Ashley",
    lastName: "Monroe",
    language: "en",
    source: "referral",
    status: "consultation",
    practiceArea: "animal_bite",
    summary: "Bitten by a dog at a friend's house; homeowner's policy known.",
    receivedMinutesAgo: 4_300,
    respondedAfterMinutes: 15,
  },
  {
    firstName: "Ernesto",
    lastName: "Lara",
    language: "es",
    source: "staff",
    status: "retained",
    practiceArea: "trucking",
    summary: "Camión le cerró el paso en la I-17.",
    receivedMinutesAgo: 8_700,
    respondedAfterMinutes: 9,
  },
  {
    firstName: "Wendy",
    lastName: "Sato",
    language: "en",
    source: "web_form",
    status: "lost",
    practiceArea: "auto_accident",
    summary: "Signed with another firm before the consultation.",
    receivedMinutesAgo: 10_200,
    respondedAfterMinutes: 310,
    reason: "chose_other_firm",
  },
];

const WHITFIELD: DemoLead[] = [
  {
    firstName: "Allison",
    lastName: "Grant",
    language: "en",
    source: "web_form",
    status: "new",
    practiceArea: "divorce",
    summary: "Married nine years, two children, wants to know the first step.",
    receivedMinutesAgo: 25,
  },
  {
    firstName: "Marisol",
    lastName: "Rosario",
    language: "es",
    source: "inbound_call",
    status: "new",
    practiceArea: "custody",
    summary: "El padre no devuelve a la niña los domingos.",
    receivedMinutesAgo: 140,
  },
  {
    firstName: "Neil",
    lastName: "Abbott",
    language: "en",
    source: "referral",
    status: "contacted",
    practiceArea: "support",
    summary: "Lost his job in September, support order from 2023.",
    receivedMinutesAgo: 900,
    respondedAfterMinutes: 18,
  },
  {
    firstName: "Joanna",
    lastName: "Pike",
    language: "en",
    source: "web_form",
    status: "consultation",
    practiceArea: "adoption",
    summary: "Adopting her partner's son.",
    receivedMinutesAgo: 3_100,
    respondedAfterMinutes: 41,
  },
  {
    firstName: "Frank",
    lastName: "Delaney",
    language: "en",
    source: "staff",
    status: "declined",
    practiceArea: "criminal",
    summary: "Charged with assault.",
    receivedMinutesAgo: 5_600,
    respondedAfterMinutes: 12,
    reason: "not_our_practice",
  },
];

/** Leads by the Clerk organization id of their firm. */
export const DEMO_LEADS: Record<string, DemoLead[]> = { org_calder: CALDER, org_whitfield: WHITFIELD };
