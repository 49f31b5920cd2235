import type { Target } from "@/simulators/senders/sender";

/** The location of a door that names none. */
const SOME_LOCATION = "simulatedLocation001";

/** The location that the target belongs to. */
export function ghlLocationOf(target: Target): string {
  return target.account ?? SOME_LOCATION;
}
