import { callClient } from "./journeys/call-client";
import type { Journey } from "./support/journey";

/** In the order of a first day; the one that pulls the plug is last. */
export const JOURNEYS: readonly Journey[] = [callClient];
