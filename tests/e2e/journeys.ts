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
import { publicPages, walk, walkInSpanish } from "./journeys/screens";
import { webhookAddress } from "./journeys/webhook-address";
import { webhookDoors } from "./journeys/webhook-doors";
import { webhookGateway } from "./journeys/webhook-gateway";
import { whatsappBusiness } from "./journeys/whatsapp-business";
import { whatsappLine } from "./journeys/whatsapp-line";
import { writeFirst } from "./journeys/write-first";
import type { Journey } from "./support/journey";

/** Journeys that follow each other, because a later one needs or must not disturb what an earlier one leaves. */
type Lane = readonly Journey[];

/**
 * In the order of a first day; the one that pulls the plug is last. The lanes of a stage run side by side, as people of a
 * desk work: they touch different firms or different clients, and the next stage begins when all of them are through.
 */
export const STAGES: readonly (readonly Lane[])[] = [
  [
    [callClient, ...CALL_JOURNEYS, nightCall],
    [...ACCESS_JOURNEYS, headers, webhookAddress, credits, ...COMPLIANCE_JOURNEYS],
  ],
  [
    [loseAnswers, webhookDoors, webhookGateway],
    [legalHold, ...LINE_JOURNEYS],
  ],
  [
    [whatsappLine, whatsappBusiness, ...INBOX_JOURNEYS, writeFirst],
    [broadcastResume, broadcast],
  ],
  [[walk], [walkInSpanish, publicPages, decideLost, foreignIds]],
  [[CRASH_JOURNEY]],
];
