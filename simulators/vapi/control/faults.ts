/** What can be made to go wrong in one call, with the words that the control page shows. */
export const FAULTS = {
  "webhook-before-201": "First webhook arrives before the answer to POST /call",
  "error-after-create": "500 although the call was created",
  "lost-answer": "Connection dropped after the call was created",
  "rate-limited": "429 with Retry-After, no call",
  slow: "Answer to POST /call is late (10 s at pace 1)",
  silence: "No webhooks at all",
  late: "Every webhook is late (8 s at pace 1)",
  "out-of-order": "Ringing comes after in-progress, ended after the report",
  duplicate: "Every webhook is delivered twice, same id",
  "duplicate-new-id": "Every webhook is delivered twice, new id",
  "missing-end-report": "No end-of-call-report",
  "bad-signature": "Webhooks are signed with a wrong key",
  unsigned: "Webhooks carry no proof",
  "stale-timestamp": "Webhooks are stamped ten minutes ago",
  "large-body": "Report of about 2 MiB",
  "huge-body": "Report of about 6 MiB",
  "unknown-type": "One webhook of an unknown type",
  "unknown-ended-reason": "An endedReason that nobody documented",
  "cross-tenant-call-id": "A tool call and a report for another organisation's call",
  "presigned-urls-differ": "Report twice, with other presigned URLs",
  "tool-arguments-object": "Tool arguments as an object (variant 2)",
  "tool-arguments-flat": "Tool call as { id, name, arguments } (variant 3)",
  "tool-parameters-flat": "Tool call as { id, name, parameters } (variant 4)",
  "recording-consent-granted": "Account has the consent plan; the client agrees to be recorded",
} as const;

export type Fault = keyof typeof FAULTS;

export function isFault(text: string): text is Fault {
  return Object.hasOwn(FAULTS, text);
}
