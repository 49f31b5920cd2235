import type { GateFacts } from "@/lib/domain/compliance/gate-facts";
import type { WeeklyHours } from "@/lib/domain/compliance/weekly-hours.schema";

/** A Tuesday, 11:00 in Phoenix. */
export const LEGAL_TIME = new Date("2026-06-16T18:00:00Z");

const ALWAYS = { opens: "00:00", closes: "24:00" };

/** Open day and night, so that the law alone decides. */
const NEVER_CLOSED: WeeklyHours = {
  1: ALWAYS,
  2: ALWAYS,
  3: ALWAYS,
  4: ALWAYS,
  5: ALWAYS,
  6: ALWAYS,
  7: ALWAYS,
};

/** A call by the assistant to a consenting client in Phoenix, with every rule satisfied at LEGAL_TIME. */
export const LEGAL_CALL: GateFacts = {
  kind: "ai_call",
  origin: "automation",
  purpose: "case_information",
  address: "+16025550142",
  number: { e164: "+16025550142", country: "US", type: "fixed_line_or_mobile" },
  timeZones: [{ zone: "America/Phoenix", provenance: "area_code" }],
  states: [{ state: "AZ", provenance: "area_code" }],
  optOuts: [],
  consents: [
    {
      id: "consent-1",
      channel: "voice_ai",
      purpose: "informational",
      level: "express",
      capturedAt: new Date("2026-01-05T10:00:00Z"),
      expiresAt: null,
      revokedAt: null,
    },
  ],
  recentAttempts: [],
  doNotCall: [],
  inbound: { message: null, onChannel: null, onLine: null, call: null },
  stop: null,
  help: null,
  credits: null,
  line: null,
  tightening: { contactHours: null, frequencyLimit: null },
  firm: {
    registeredName: "Ortega & Pruitt PLLC",
    callbackNumber: "+16025550100",
    state: "AZ",
    timeZone: "America/Phoenix",
    hours: NEVER_CLOSED,
    holidays: [],
    isSuspended: false,
    optOutReach: "everything",
  },
  relationship: "client",
  isRecordingRequested: false,
  recordingConsent: { status: "unknown", id: null, at: null },
  legalHold: null,
};
