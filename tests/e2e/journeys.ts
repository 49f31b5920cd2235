import { ACCESS_JOURNEYS } from "./journeys/access";
import { broadcast } from "./journeys/broadcast";
import { broadcastResume } from "./journeys/broadcast-resume";
import { callClient } from "./journeys/call-client";
import { COMPLIANCE_JOURNEYS } from "./journeys/compliance";
import { credits } from "./journeys/credits";
import { foreignIds } from "./journeys/foreign-ids";
import { headers } from "./journeys/headers";
import { INBOX_JOURNEYS } from "./journeys/inbox";
import { legalHold } from "./journeys/legal-hold";
import { LINE_JOURNEYS } from "./journeys/line-dialogs";
import { decideLost, loseAnswers } from "./journeys/lost-answer";
import { CALL_JOURNEYS, CRASH_JOURNEY } from "./journeys/more-calls";
import { nightCall } from "./journeys/night-call";
import { SCREEN_JOURNEYS } from "./journeys/screens";
import { webhookAddress } from "./journeys/webhook-address";
import { webhookDoors } from "./journeys/webhook-doors";
import { webhookGateway } from "./journeys/webhook-gateway";
import { whatsappBusiness } from "./journeys/whatsapp-business";
import { whatsappLine } from "./journeys/whatsapp-line";
import { writeFirst } from "./journeys/write-first";
import type { Journey } from "./support/journey";

/**
 * In the order of a first day; the one that pulls the plug is last. Those that stand together only look, each in a browser of
 * its own, and run side by side.
 */
export const JOURNEYS: readonly (Journey | readonly Journey[])[] = [
  callClient,
  ...CALL_JOURNEYS,
  nightCall,
  ...ACCESS_JOURNEYS,
  headers,
  loseAnswers,
  webhookDoors,
  webhookAddress,
  webhookGateway,
  credits,
  ...COMPLIANCE_JOURNEYS,
  legalHold,
  ...LINE_JOURNEYS,
  whatsappLine,
  whatsappBusiness,
  ...INBOX_JOURNEYS,
  writeFirst,
  broadcastResume,
  broadcast,
  decideLost,
  foreignIds,
  SCREEN_JOURNEYS,
  CRASH_JOURNEY,
];
