import { eq } from "drizzle-orm";
import { callLogs } from "@/db/schema/call-logs";
import { webhookEvents } from "@/db/schema/webhook-events";
import { inTenant } from "@/db/tenant";
import { about, openWebhookFirm, type PlacedCall, type WebhookFirm } from "../webhooks/webhook-firm";
import { type Finding, judge } from "./finding";
import { type ConfirmedCall, holdLock, lockCall, type Stage, standStill, until } from "./stage";

type Victims = {
  /** Killed while the gate was being asked: nothing was reserved. */
  deciding: ConfirmedCall;
  /** Killed after the reservation, before the provider saw the request. */
  unsent: ConfirmedCall;
  /** Killed while waiting for the answer to a request that the provider acted upon. */
  waiting: ConfirmedCall;
  /** Killed with the 201 in hand, before it was kept. */
  answered: ConfirmedCall;
  event: { firm: WebhookFirm; call: PlacedCall };
};

/** Workers are killed with every kind of work half done; `recover` starts one and waits until all is settled. */
export async function killWorkers(stage: Stage): Promise<{ recover: () => Promise<Finding[]> }> {
  const { gate } = stage;
  const victims: Victims = {
    deciding: await stage.confirmCall("deciding", "+16025550171"),
    unsent: await stage.confirmCall("unsent", "+16025550172"),
    waiting: await stage.confirmCall("waiting", "+16025550173"),
    answered: await stage.confirmCall("answered", "+16025550174"),
    event: await acceptedEvent(),
  };
  const locks = [await lockCall(stage, victims.deciding.callId), await lockCall(stage, victims.event.call.callId)];
  const unsent = Promise.withResolvers<void>();
  const waiting = Promise.withResolvers<void>();
  gate.hold(victims.unsent.e164, { at: "request", answer: "drop", reached: async () => unsent.resolve() });
  gate.hold(victims.waiting.e164, { at: "answer", answer: "drop", reached: async () => waiting.resolve() });
  gate.hold(victims.answered.e164, {
    at: "answer",
    answer: "pass",
    reached: async () => void locks.push(await lockCall(stage, victims.answered.callId)),
  });
  const workers = await Promise.all([stage.startWorker(), stage.startWorker()]);
  await Promise.all([unsent.promise, waiting.promise, standStill(stage, 3)]);
  await Promise.all(workers.map((worker) => worker.kill()));
  for (const letGo of locks) await letGo();
  return { recover: () => recover(stage, victims) };
}

async function acceptedEvent(): Promise<Victims["event"]> {
  const firm = await openWebhookFirm("killed");
  const call = await firm.placeCall();
  const answer = await firm.send(about(call, { type: "status-update", status: "ringing" }));
  if (answer.status !== 200) throw new Error(`the event was not accepted: ${answer.status}`);
  return { firm, call };
}

async function recover(stage: Stage, victims: Victims): Promise<Finding[]> {
  const startedAt = Date.now();
  await stage.startWorker();
  const timed = async (settled: () => Promise<boolean>, what: string) => {
    const isKnown = await until(what, settled, 120).then(
      () => 1,
      () => 0,
    );
    return { isKnown, seconds: (Date.now() - startedAt) / 1_000 };
  };
  const placed = (call: ConfirmedCall) => async () => (await dialOf(call))?.dialState === "placed";
  const unplaced = async () => {
    await hurryLookUps(stage, victims.unsent.callId);
    return (await dialOf(victims.unsent))?.state === "ended";
  };
  const [event, deciding, waiting, answered, unsent] = await Promise.all([
    timed(async () => (await eventOf(victims)).state === "processed", "the event of the killed worker is processed"),
    timed(placed(victims.deciding), "the undecided call is dialled"),
    timed(placed(victims.waiting), "the call with the lost answer is found"),
    timed(placed(victims.answered), "the call with the unkept answer is found"),
    timed(unplaced, "the call that was never sent is found absent"),
  ]);
  const posts = (call: ConfirmedCall) => stage.voice.postsTo(call.e164).length;
  const never = await dialOf(victims.unsent);
  const dialled = (name: string, call: ConfirmedCall, { isKnown, seconds }: typeof deciding) =>
    judge(name, { dial: posts(call), "known outcome": isKnown }, seconds);
  return [
    dialled("killed while deciding", victims.deciding, deciding),
    dialled("killed during the request", victims.waiting, waiting),
    dialled("killed with the answer unkept", victims.answered, answered),
    judge("killed before the request arrived", { outcome: never?.outcome === "not_placed" ? 1 : 0 }, unsent.seconds),
    {
      name: "dials of the request that never arrived",
      done: 1,
      lost: [],
      doubled: posts(victims.unsent) > 0 ? ["dial"] : [],
    },
    judge(
      "killed while processing a webhook",
      { effect: (await eventOf(victims)).revision, done: event.isKnown },
      event.seconds,
    ),
  ];
}

async function dialOf({ principal, callId }: ConfirmedCall) {
  const [row] = await inTenant(principal, (tx) => tx.select().from(callLogs).where(eq(callLogs.id, callId)));
  return row;
}

async function eventOf({ event: { firm, call } }: Victims): Promise<{ state: string; revision: number }> {
  return firm.read(async (tx) => {
    const [event] = await tx.select().from(webhookEvents).where(eq(webhookEvents.callId, call.callId));
    const [row] = await tx.select().from(callLogs).where(eq(callLogs.id, call.callId));
    return { state: event?.state ?? "", revision: row?.revision ?? 0 };
  });
}

/** Lets minutes pass for the look-ups that follow the first: their waiting times are not what is tried here. */
async function hurryLookUps({ database }: Stage, callId: string): Promise<void> {
  await database.asOwner(
    `update pgboss.job set start_after = now() where name = 'calls.reconcile' and state < 'active' and start_after > now()
      and data->'payload'->>'callId' = $1 and (data->'payload'->>'round')::int > 0`,
    [callId],
  );
}

/** A door is killed with a delivery half stored; the sender tries again at another. */
export async function killDoor(stage: Stage): Promise<Finding> {
  const firm = await openWebhookFirm("door");
  const call = await firm.placeCall();
  const { body, headers } = firm.sign(about(call, { type: "status-update", status: "ringing" }));
  const [first, second] = [await stage.startDoor(), await stage.startDoor()];
  const letGo = await holdLock(stage, "lock table webhook_events in share mode");
  const cut = first.post(firm.token, body, headers).catch(() => "cut");
  await standStill(stage, 1);
  await first.process.kill();
  await letGo();
  const answers = [
    await cut,
    await second.post(firm.token, body, headers),
    await second.post(firm.token, body, headers),
  ];
  const events = await firm.read((tx) => tx.$count(webhookEvents, eq(webhookEvents.callId, call.callId)));
  const isRight = answers.join() === "cut,200 accepted,200 duplicate";
  return judge("killed while storing a webhook", { event: events, answers: isRight ? 1 : 0 });
}
