/** What came out of a conversation, for the analysis. `saved` are field names that the firm's tool took. */
export type CallFacts = {
  endedReason: string;
  identity: "confirmed" | "denied" | "unknown";
  saved: string[];
  wantsCallback: boolean;
  wantsStop: boolean;
  wantsTransfer: boolean;
};

/** The facts of a call in which nothing was learnt. */
export function noFacts(endedReason: string): CallFacts {
  return {
    endedReason,
    identity: "unknown",
    saved: [],
    wantsCallback: false,
    wantsStop: false,
    wantsTransfer: false,
  };
}
