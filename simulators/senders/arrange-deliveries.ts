import { type Fault, isForgery } from "./faults/faults";
import type { PlannedDelivery } from "./sender";

/** The deliveries in the order in which they go out. What happened, happened in its own order, and once. */
export function arrange(planned: readonly PlannedDelivery[], faults: ReadonlySet<Fault>): PlannedDelivery[] {
  const inTime = planned.toSorted((left, right) => left.afterMs - right.afterMs);
  const isReversed = faults.has("out-of-order");
  const ordered = (isReversed ? inTime.toReversed() : inTime).map((delivery, index) => {
    const slot = inTime[index] ?? delivery;
    const { happened: _, ...rest } = delivery;
    const happened = isForgery(faults) ? undefined : slot.happened;
    return { ...rest, afterMs: slot.afterMs, ...(happened ? { happened } : {}) };
  });
  if (!faults.has("duplicate")) return ordered;
  return ordered.flatMap(({ happened, ...rest }) => [{ ...rest, ...(happened ? { happened } : {}) }, rest]);
}
