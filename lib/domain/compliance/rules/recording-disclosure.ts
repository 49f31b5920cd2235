import "server-only";
import type { StateCode } from "@/lib/domain/phones/us-states";
import { FEDERAL_SOURCES } from "../federal-policy";
import type { GateDisclosures, RuleResult } from "../gate-decision";
import type { GateFacts } from "../gate-facts";
import { STATE_POLICY } from "../state-policy";

/**
 * Recording follows the strictest state of either side. Where everyone has to agree, or a side's state is unknown, only a
 * consent on record allows it; a refusal always ends it. It never blocks the contact: the call then goes unrecorded.
 */
export function recordingDisclosureRule(facts: GateFacts): {
  result: RuleResult<"recording_disclosure">;
  disclosures: Omit<GateDisclosures, "aiDisclosure">;
} {
  const consent = facts.recordingConsent;
  const isRequested = facts.kind === "ai_call" && facts.isRecordingRequested;
  const states = new Set(facts.states.map(({ state }) => state));
  if (facts.firm.state !== null) states.add(facts.firm.state);
  const allPartyStates = [...states].filter((state) => STATE_POLICY.get(state)?.recording.rule !== "one_party");
  const isPlaceUnknown = facts.states.length === 0 || facts.firm.state === null;
  const strictestState: StateCode | "unknown" | null = allPartyStates[0] ?? (isPlaceUnknown ? "unknown" : null);
  const isAllowed =
    isRequested && (consent.status === "granted" || (consent.status === "unknown" && strictestState === null));
  return {
    result: {
      code: "recording_disclosure",
      status: !isRequested ? "not_applicable" : isAllowed ? "passed" : "warning",
      evidence: {
        isRequested,
        consent: { status: consent.status, id: consent.id, at: consent.at?.toISOString() ?? null },
        allPartyStates,
        isPlaceUnknown,
      },
      remedy:
        !isRequested || isAllowed
          ? null
          : consent.status === "declined"
            ? "call_without_recording"
            : "record_recording_consent",
      clearsAt: null,
      sources: [
        ...FEDERAL_SOURCES.recording_disclosure,
        ...allPartyStates.flatMap((state) => STATE_POLICY.get(state)?.recording.sources ?? []),
      ],
    },
    disclosures: { recordingAnnouncement: isAllowed, recordingAllowed: isAllowed, strictestState },
  };
}
