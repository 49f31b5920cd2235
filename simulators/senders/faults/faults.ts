/** What can be made to go wrong while a scene is sent, with the words that the control page shows. */
export const FAULTS = {
  duplicate: "Every event is sent twice",
  replay: "Every delivery is sent again, byte for byte",
  "out-of-order": "The last event comes first",
  silence: "Nothing is sent, although it happened",
  late: "Signed, then held back for 20 s (at pace 1)",
  "lost-answer": "The connection breaks after the body; sent again as the provider would",
  slow: "The body comes in drops, over 10 s (at pace 1)",
  burst: "Forty copies at once, to see the answer 429",
  "old-timestamp": "Signed eleven minutes ago",
  "stale-past": "Signed 301 seconds ago",
  "stale-future": "Signed 301 seconds ahead",
  "two-signatures": "Two signatures, the first with another secret, as during a rotation",
  "junk-timestamp": "Letters after the timestamp (1795000000junk)",
  tampered: "One byte of the body is changed after signing",
  "bad-signature": "The proof is spoilt",
  "wrong-secret": "Signed with another secret",
  unsigned: "No proof at all",
  "wrong-firm-url": "Proof of this firm, sent to another firm's address",
  "wrong-firm-account": "Proof of this firm, another firm's account in the body",
} as const;

export type Fault = keyof typeof FAULTS;

/** Faults that make a delivery somebody's invention: the provider itself knows nothing of it. */
const FORGERIES: readonly Fault[] = [
  "junk-timestamp",
  "tampered",
  "bad-signature",
  "wrong-secret",
  "unsigned",
  "wrong-firm-url",
  "wrong-firm-account",
];

export function isFault(text: string): text is Fault {
  return Object.hasOwn(FAULTS, text);
}

export function isForgery(faults: ReadonlySet<Fault>): boolean {
  return FORGERIES.some((fault) => faults.has(fault));
}
