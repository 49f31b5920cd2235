import "server-only";

/** One event about one number, channel and scope, in the words of whoever reported it. */
export type OptOutEvent = {
  id: string;
  kind: "stop" | "start";
  /** When the person said it, by the provider's clock; not when it arrived. */
  occurredAt: Date;
  /** The message, recording second or form that shows the person's wish; a start without one counts for nothing. */
  evidenceRef: string | null;
};

export type OptOutProjection = { state: "opted_out" | "opted_in"; effectiveAt: Date; lastEventId: string };

/**
 * The state of one number, channel and scope after its events, in whatever order they arrived (CMP-03): the latest event by
 * its own time wins, a stop wins a tie, a late but older START changes nothing. Null when no event counts.
 */
export function mergeOptOut(events: readonly OptOutEvent[]): OptOutProjection | null {
  const last = events
    .filter((event) => event.kind === "stop" || Boolean(event.evidenceRef?.trim()))
    .reduce<OptOutEvent | null>((winner, event) => (winner === null || outranks(event, winner) ? event : winner), null);
  return (
    last && {
      state: last.kind === "stop" ? "opted_out" : "opted_in",
      effectiveAt: last.occurredAt,
      lastEventId: last.id,
    }
  );
}

function outranks(event: OptOutEvent, winner: OptOutEvent): boolean {
  const difference = event.occurredAt.getTime() - winner.occurredAt.getTime();
  if (difference !== 0) return difference > 0;
  if (event.kind !== winner.kind) return event.kind === "stop";
  return event.id > winner.id;
}
