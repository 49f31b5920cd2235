import "server-only";
import { type Citation, cite } from "./citations";
import type { DayWindow, WeeklyHours } from "./weekly-hours.schema";

/** Changes with every edit of a rule, a table or a citation; stored with each decision. */
export const POLICY_VERSION = "us-2026-11-22.3";

const ECFR_64_1200 = "https://www.ecfr.gov/current/title-47/section-64.1200";

const workday: DayWindow = { opens: "09:00", closes: "20:00" };

/**
 * The product's own hours for automated contact, on the called party's clock: inside the federal 08:00–21:00 everywhere.
 * A state can only narrow them.
 */
export const DEFAULT_CONTACT_HOURS: WeeklyHours = {
  1: workday,
  2: workday,
  3: workday,
  4: workday,
  5: workday,
  6: workday,
  7: { opens: "12:00", closes: "20:00" },
};

/** Automated contacts of one firm with one number in any `windowHours`. */
export const DEFAULT_FREQUENCY = { limit: 3, windowHours: 24 } as const;

/**
 * From this day on an opt-out given to one kind of message revokes all of them (FCC DA 26-12 put the rule off until then).
 * FCC 26-67 may change that once it is in force; until somebody has read its final text, the earlier date stands.
 */
export const REVOKE_ALL_FROM = Date.UTC(2027, 0, 31);

/** The federal sources of each rule; state sources stand in the state table. */
export const FEDERAL_SOURCES = {
  number_valid: [cite("Product policy: numbers of the United States only", "policy covers US law", "product")],
  firm_suspended: [cite("Product policy: a suspended firm contacts nobody", "terms of service", "product")],
  legal_hold: [cite("Product policy: a hold may restrict contact", "hold order", "product")],
  opt_out: [
    cite("47 CFR 64.1200(a)(10)-(11)", ECFR_64_1200, "primary"),
    cite("FCC DA 26-12: revoke-all from 2027-01-31 on", "law-firm summaries", "secondary"),
    cite("FCC 26-67, adopted 2026-09-30", "news release DOC-425498A1; final text not yet read", "secondary"),
  ],
  /** Of the one confirmation of a stop and the one answer to a request for help. */
  answer: [
    cite("47 CFR 64.1200(a)(12): one text, within five minutes, without marketing", ECFR_64_1200, "primary"),
    cite(
      "FCC 15-72, paras. 103-106: one text, at once, of what was asked for and no more",
      "law-firm summaries",
      "secondary",
    ),
    cite("CTIA Messaging Principles: HELP is always answered", "industry practice, not law", "unverified"),
  ],
  consent: [
    cite("47 CFR 64.1200(a)(1)-(3), (b), (f)(9)", ECFR_64_1200, "secondary"),
    cite("FCC 24-17, adopted 2024-02-02: an AI voice is an artificial voice", "law-firm summaries", "secondary"),
    cite("FCC 92-443, para. 31: who gives their number invites contact at it", "counsel has to confirm", "unverified"),
  ],
  do_not_call: [
    cite("47 CFR 64.1200(c)(2), (d)", ECFR_64_1200, "secondary"),
    cite("Product policy: litigator lists stop marketing", "optional lists of vendors", "product"),
  ],
  credits: [cite("Product policy: nothing leaves without credits", "prepaid account", "product")],
  whatsapp_window: [
    cite("WhatsApp Business Platform: customer service window of 24 hours", "vendor's policy", "unverified"),
  ],
  solicitation: [cite("ABA Model Rule 7.3(b)", "counsel has to confirm the state's version", "unverified")],
  local_hours: [
    cite("47 CFR 64.1200(c)(1): 08:00-21:00 of the called party", ECFR_64_1200, "primary"),
    cite("Product policy: Mon-Sat 09:00-20:00, Sun 12:00-20:00", "stricter than federal", "product"),
  ],
  firm_hours: [cite("Product policy: the firm's own hours", "firm settings", "product")],
  holiday: [cite("5 U.S.C. 6103(a)-(b)", "federal holidays through date-holidays 3.37.0", "secondary")],
  frequency: [
    cite("Product policy: 3 automated contacts in 24 hours", "Fla. Stat. 501.616(6) as the model", "product"),
  ],
  recording_disclosure: [
    cite("18 U.S.C. 2511(2)(d)", "one party's consent is enough federally", "unverified"),
    cite("Product policy: announced on every recorded call", "strictest state of either side", "product"),
  ],
  ai_disclosure: [
    cite("47 CFR 64.1200(b)(1)-(2)", ECFR_64_1200, "secondary"),
    cite("Product policy: the first sentence says that it is an AI", "FCC 24-84 (proposed) as the model", "product"),
  ],
} as const satisfies Record<string, readonly Citation[]>;
