import "server-only";
import type { CALL_STATES } from "@/db/schema/call-logs";

export type CallState = (typeof CALL_STATES)[number];

/** A call's state only moves to a higher rank (WH-07); `cancelled` is as final as `ended`. */
const RANKS: Record<CallState, number> = {
  scheduled: 0,
  queued: 1,
  ringing: 2,
  "in-progress": 3,
  forwarding: 4,
  ended: 5,
  cancelled: 5,
};

/** The rank that `call_logs.state_rank` keeps beside the state. */
export function callStateRank(state: CallState): number {
  return RANKS[state];
}
