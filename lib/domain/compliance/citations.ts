import "server-only";

/**
 * A source of a rule. Not legal advice: each firm's counsel reviews it. `primary`: the text of the rule was read;
 * `secondary`: a law firm's, vendor's or regulator's summary; `conflicting`: summaries disagree and the stricter stands;
 * `unverified`: general knowledge; `product`: this product's own, stricter choice.
 */
export type Citation = {
  citation: string;
  source: string;
  confidence: "primary" | "secondary" | "conflicting" | "unverified" | "product";
  reviewedOn: string;
};

const REVIEWED_ON = "2026-11-21";

/** A citation that was reviewed with the present version of the policy. */
export function cite(citation: string, source: string, confidence: Citation["confidence"]): Citation {
  return { citation, source, confidence, reviewedOn: REVIEWED_ON };
}
