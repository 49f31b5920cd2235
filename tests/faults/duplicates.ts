import { eq } from "drizzle-orm";
import { callLogs } from "@/db/schema/call-logs";
import { webhookEvents } from "@/db/schema/webhook-events";
import { about, openWebhookFirm, type WebhookFirm } from "../webhooks/webhook-firm";
import { type Finding, judge } from "./finding";
import { type Stage, until } from "./stage";

const COPIES = 50;

/** Fifty copies of one delivery reach two processes at once. A worker must be running, unless `work` does the work. */
export async function sendDuplicates(
  stage: Stage,
  work: (firm: WebhookFirm) => Promise<unknown> = () => Promise.resolve(),
): Promise<Finding> {
  const firm = await openWebhookFirm("copies");
  const call = await firm.placeCall();
  const { body, headers } = firm.sign(about(call, { type: "status-update", status: "ringing" }));
  const doors = await Promise.all([stage.startDoor(), stage.startDoor()]);
  const answers = await Promise.all(
    Array.from({ length: COPIES / 2 }, () => doors.map((door) => door.post(firm.token, body, headers))).flat(),
  );
  await work(firm);
  const read = () =>
    firm.read(async (tx) => {
      const [row] = await tx.select().from(callLogs).where(eq(callLogs.id, call.callId));
      const events = await tx.select().from(webhookEvents).where(eq(webhookEvents.callId, call.callId));
      return { revision: row?.revision ?? 0, events };
    });
  await until("the event is processed", async () => (await read()).events.every(({ state }) => state === "processed"));
  const { revision, events } = await read();
  const isAnswered = answers.every((answer) => answer === "200 accepted" || answer === "200 duplicate");
  return judge(`${COPIES} copies to two processes`, {
    accepted: answers.filter((answer) => answer === "200 accepted").length,
    event: events.length,
    effect: revision,
    "proper answers": isAnswered ? 1 : 0,
  });
}
