import type { PARTY_ROLES } from "../schema/case-parties";
import type { CASE_STAGES } from "../schema/cases";

type Detail = readonly [field: string, value: string];
type Party = readonly [name: string, role: (typeof PARTY_ROLES)[number]];

export type DemoCase = {
  /** Index into the firm's people. */
  client: number;
  title: string;
  practiceArea: string;
  stage: (typeof CASE_STAGES)[number];
  openedDaysAgo: number;
  details: readonly Detail[];
  parties: readonly Party[];
  note: string;
  isRestricted?: boolean;
};

const CALDER: DemoCase[] = [
  {
    client: 0,
    title: "Márquez – I-10 rear-end collision",
    practiceArea: "auto_accident",
    stage: "intake",
    openedDaysAgo: 6,
    details: [
      ["email", "elena.marquez@example.test"],
      ["accident_date", "2026-11-09"],
      ["preferred_language", "en"],
    ],
    parties: [
      ["Desert Mutual Insurance", "insurer"],
      ["Kyle Brandt", "adverse"],
    ],
    note: "Police report requested from DPS. Needs address and date of birth before the PIP form can go out.",
  },
  {
    client: 1,
    title: "Delgado – pedestrian, 7th Avenue",
    practiceArea: "auto_accident",
    stage: "intake",
    openedDaysAgo: 4,
    details: [
      ["preferred_language", "es"],
      ["accident_date", "2026-11-12"],
    ],
    parties: [["Valley Transit Co.", "adverse"]],
    note: "Habla español. Prefers calls after 4 pm, works mornings at the bakery.",
  },
  {
    client: 2,
    title: "Whitaker – truck underride",
    practiceArea: "trucking",
    stage: "investigation",
    openedDaysAgo: 31,
    details: [
      ["address", "2210 East Baseline Road, Tempe, AZ 85283"],
      ["email", "j.whitaker@example.test"],
      ["date_of_birth", "1979-02-17"],
      ["employer", "Salt River Project"],
    ],
    parties: [
      ["Redrock Freight LLC", "adverse"],
      ["Canyon Casualty", "insurer"],
      ["Officer D. Amaya", "witness"],
    ],
    note: "Preservation letter for the ELD data sent by certified mail.",
  },
  {
    client: 3,
    title: "Ortega – warehouse fall",
    practiceArea: "premises_liability",
    stage: "treatment",
    openedDaysAgo: 58,
    details: [
      ["address", "814 South 6th Avenue, Tucson, AZ 85701"],
      ["date_of_birth", "1985-07-30"],
      ["preferred_language", "es"],
    ],
    parties: [
      ["Saguaro Storage Inc.", "adverse"],
      ["Banner Physical Therapy", "provider"],
    ],
    note: "PT twice a week until January. Missing employer's contact.",
  },
  {
    client: 4,
    title: "Raman – dog bite",
    practiceArea: "animal_bite",
    stage: "demand",
    openedDaysAgo: 92,
    details: [
      ["address", "3901 North Hayden Road, Scottsdale, AZ 85251"],
      ["email", "praman@example.test"],
      ["date_of_birth", "1991-10-03"],
      ["insurance_carrier", "Homestead Property & Casualty"],
      ["insurance_policy_number", "HPC-2209143"],
    ],
    parties: [
      ["Homestead Property & Casualty", "insurer"],
      ["L. Verhoeven", "adverse"],
    ],
    note: "Demand drafted at $84,500. Waiting for the final bill of the plastic surgeon.",
  },
  {
    client: 5,
    title: "Hollis – product defect, ladder",
    practiceArea: "product_liability",
    stage: "litigation",
    openedDaysAgo: 210,
    details: [
      ["address", "1188 Alvarado Street, Los Angeles, CA 90006"],
      ["email", "mhollis@example.test"],
      ["date_of_birth", "1968-01-22"],
      ["employer", "Self-employed"],
    ],
    parties: [
      ["Summit Ladder Works", "adverse"],
      ["Dr. P. Osei", "witness"],
    ],
    note: "Deposition of the design engineer noticed for December 10.",
  },
  {
    client: 6,
    title: "Villanueva – intersection crash",
    practiceArea: "auto_accident",
    stage: "treatment",
    openedDaysAgo: 44,
    details: [
      ["email", "carmen.v@example.test"],
      ["preferred_language", "es"],
      ["insurance_carrier", "Desert Mutual Insurance"],
    ],
    parties: [["Desert Mutual Insurance", "insurer"]],
    note: "MRI on Tuesday. Address on file was returned by the post office.",
  },
  {
    client: 7,
    title: "Stanton – slip at supermarket",
    practiceArea: "premises_liability",
    stage: "investigation",
    openedDaysAgo: 19,
    details: [
      ["address", "9005 West Thomas Road, Phoenix, AZ 85037"],
      ["accident_date", "2026-10-28"],
    ],
    parties: [["FreshField Markets", "adverse"]],
    note: "Store video held until the end of the month: preservation letter out.",
  },
  {
    client: 8,
    title: "Beltrán – rear passenger",
    practiceArea: "auto_accident",
    stage: "intake",
    openedDaysAgo: 2,
    details: [["preferred_language", "es"]],
    parties: [["Copper State Auto", "insurer"]],
    note: "Referred by her cousin. Only name and phone so far.",
  },
  {
    client: 9,
    title: "Akana – excursion injury",
    practiceArea: "premises_liability",
    stage: "negotiation",
    openedDaysAgo: 133,
    details: [
      ["address", "47-215 Kamehameha Highway, Kaneohe, HI 96744"],
      ["date_of_birth", "1974-12-11"],
    ],
    parties: [["Grand Mesa Tours", "adverse"]],
    note: "Lives in Hawaii: three hours behind us. Carrier offered $22,000.",
  },
  {
    client: 10,
    title: "Lindqvist – bicycle v. door",
    practiceArea: "auto_accident",
    stage: "settled",
    openedDaysAgo: 260,
    details: [
      ["address", "77 West Portland Street, Phoenix, AZ 85003"],
      ["email", "grace.l@example.test"],
      ["date_of_birth", "1996-04-19"],
    ],
    parties: [["Rideline Inc.", "adverse"]],
    note: "Release signed. Lien letter from AHCCCS outstanding.",
  },
  {
    client: 11,
    title: "Salazar – construction site",
    practiceArea: "workplace_injury",
    stage: "investigation",
    openedDaysAgo: 25,
    details: [
      ["preferred_language", "es"],
      ["employer", "Mesa Verde Framing"],
    ],
    parties: [
      ["Mesa Verde Framing", "employer"],
      ["Builders Indemnity", "insurer"],
    ],
    note: "OSHA file requested. Needs a date of birth for the records release.",
  },
  {
    client: 12,
    title: "Begay – head-on, US-89",
    practiceArea: "auto_accident",
    stage: "demand",
    openedDaysAgo: 120,
    details: [
      ["address", "PO Box 118, Tuba City, AZ 86045"],
      ["date_of_birth", "1988-08-08"],
      ["accident_date", "2026-07-14"],
    ],
    parties: [["Northern Plains Auto", "insurer"]],
    note: "Lives on the Navajo Nation, which keeps daylight saving time.",
  },
  {
    client: 13,
    title: "Chen – hotel elevator",
    practiceArea: "premises_liability",
    stage: "closed",
    openedDaysAgo: 410,
    details: [
      ["address", "2600 West Harmon Avenue, Las Vegas, NV 89158"],
      ["email", "victor.chen@example.test"],
      ["date_of_birth", "1982-06-27"],
    ],
    parties: [["Harmon Resorts", "adverse"]],
    note: "Closed after settlement. File retention until 2033.",
  },
  {
    client: 14,
    title: "Ibarra – confidential settlement review",
    practiceArea: "auto_accident",
    stage: "negotiation",
    openedDaysAgo: 77,
    details: [["email", "y.ibarra@example.test"]],
    parties: [["Confidential carrier", "insurer"]],
    note: "Former client of a partner: walled off.",
    isRestricted: true,
  },
  {
    client: 16,
    title: "Baptiste – cruise terminal fall",
    practiceArea: "premises_liability",
    stage: "intake",
    openedDaysAgo: 9,
    details: [["email", "simone.b@example.test"]],
    parties: [["Port operator", "adverse"]],
    note: "Florida resident: recording needs both sides' consent.",
  },
];

const WHITFIELD: DemoCase[] = [
  {
    client: 0,
    title: "Sullivan v. Sullivan",
    practiceArea: "divorce",
    stage: "litigation",
    openedDaysAgo: 140,
    details: [
      ["address", "18 Marlborough Street, Boston, MA 02116"],
      ["email", "margaret.sullivan@example.test"],
      ["date_of_birth", "1977-09-05"],
    ],
    parties: [["Daniel Sullivan", "adverse"]],
    note: "Pre-trial conference on December 3. Financial statement due a week before.",
  },
  {
    client: 1,
    title: "Fuentes – custody modification",
    practiceArea: "custody",
    stage: "intake",
    openedDaysAgo: 8,
    details: [["preferred_language", "es"]],
    parties: [
      ["Lorena Vega", "adverse"],
      ["M. F. (minor)", "child"],
    ],
    note: "Interpreter needed. Address and date of birth still missing.",
  },
  {
    client: 2,
    title: "Doherty – guardianship of mother",
    practiceArea: "guardianship",
    stage: "investigation",
    openedDaysAgo: 33,
    details: [
      ["email", "c.doherty@example.test"],
      ["address", "5 Winter Street, Worcester, MA 01604"],
    ],
    parties: [["Eileen Doherty", "other"]],
    note: "Medical certificate requested from the attending physician.",
  },
  {
    client: 3,
    title: "Russo – modification of support",
    practiceArea: "support",
    stage: "negotiation",
    openedDaysAgo: 71,
    details: [
      ["employer", "Bay Colony Electric"],
      ["date_of_birth", "1981-03-14"],
    ],
    parties: [["Karen Russo", "adverse"]],
    note: "Four pay stubs received, tax return outstanding.",
  },
  {
    client: 4,
    title: "Zhang – prenuptial agreement",
    practiceArea: "agreements",
    stage: "settled",
    openedDaysAgo: 96,
    details: [
      ["address", "200 Beacon Street, Boston, MA 02116"],
      ["email", "mei.zhang@example.test"],
    ],
    parties: [["Oliver Hart", "other"]],
    note: "Executed copies sent to both sides.",
  },
  {
    client: 5,
    title: "Santos – restraining order",
    practiceArea: "protection",
    stage: "litigation",
    openedDaysAgo: 12,
    details: [["preferred_language", "es"]],
    parties: [["Withheld", "adverse"]],
    note: "Safety plan on file. Never leave a voicemail.",
    isRestricted: true,
  },
  {
    client: 6,
    title: "Keane – uncontested divorce",
    practiceArea: "divorce",
    stage: "intake",
    openedDaysAgo: 3,
    details: [["email", "tkeane@example.test"]],
    parties: [["Laura Keane", "adverse"]],
    note: "Joint petition. Missing date of birth and address.",
  },
  {
    client: 8,
    title: "Fitzgerald – adoption of stepchild",
    practiceArea: "adoption",
    stage: "investigation",
    openedDaysAgo: 40,
    details: [
      ["address", "91 School Street, Roxbury, MA 02119"],
      ["date_of_birth", "1984-11-29"],
    ],
    parties: [["Jamie R. (minor)", "child"]],
    note: "Home study scheduled.",
  },
  {
    client: 9,
    title: "Goldman – interstate custody",
    practiceArea: "custody",
    stage: "demand",
    openedDaysAgo: 88,
    details: [
      ["address", "340 West 86th Street, New York, NY 10024"],
      ["email", "rachel.goldman@example.test"],
      ["date_of_birth", "1986-05-21"],
    ],
    parties: [["Adam Goldman", "adverse"]],
    note: "UCCJEA affidavit filed.",
  },
  {
    client: 11,
    title: "Chamberlain – estate of father",
    practiceArea: "probate",
    stage: "closed",
    openedDaysAgo: 380,
    details: [["address", "12 Elm Street, Portsmouth, NH 03801"]],
    parties: [],
    note: "Final account allowed.",
  },
];

/** Cases by the Clerk organization id of their firm. */
export const DEMO_CASES: Record<string, DemoCase[]> = { org_calder: CALDER, org_whitfield: WHITFIELD };
