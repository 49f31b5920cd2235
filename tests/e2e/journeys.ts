import { ACCESS_JOURNEYS } from "./journeys/access";
import { callClient } from "./journeys/call-client";
import { headers } from "./journeys/headers";
import { CALL_JOURNEYS, CRASH_JOURNEY } from "./journeys/more-calls";
import { SCREEN_JOURNEYS } from "./journeys/screens";
import { webhookAddress } from "./journeys/webhook-address";
import { webhookDoors } from "./journeys/webhook-doors";
import { webhookGateway } from "./journeys/webhook-gateway";
import type { Journey } from "./support/journey";

/** In the order of a first day; the one that pulls the plug is last. */
export const JOURNEYS: readonly Journey[] = [
  callClient,
  ...CALL_JOURNEYS,
  ...ACCESS_JOURNEYS,
  headers,
  webhookDoors,
  webhookAddress,
  webhookGateway,
  ...SCREEN_JOURNEYS,
  CRASH_JOURNEY,
];
