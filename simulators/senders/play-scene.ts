import { randomUUID } from "node:crypto";
import { arrange } from "./arrange-deliveries";
import type { DeliveryRecord } from "./deliveries/delivery-record";
import type { Dispatch } from "./deliveries/send-dispatch";
import type { Fault } from "./faults/faults";
import { writeLetter } from "./faults/write-letter";
import type { Door } from "./read-doors";
import type { RetryPolicy, SceneInput, Sender } from "./sender";
import { SenderRefusal } from "./sender-refusal";
import type { SendersContext } from "./senders-context";

/** `retries` names one of the provider's other retry rules. */
export type Play = {
  provider: string;
  firmId: string;
  scene: string;
  input: SceneInput;
  faults: readonly Fault[];
  retries?: string | undefined;
};

export type Playing = { playId: string; deliveries: DeliveryRecord[] };

/**
 * Lets a provider tell a firm's desk a scene, with what goes wrong on the way.
 * @throws SenderRefusal 404 for a provider, firm or scene that is not there, 409 for a fault that needs another firm
 */
export function playScene(context: SendersContext, play: Play): Playing {
  const sender = context.senders.find(({ provider }) => provider === play.provider);
  if (!sender) throw new SenderRefusal(404, `No provider is called ${play.provider}`);
  const scene = sender.scenes.find(({ id }) => id === play.scene);
  if (!scene) throw new SenderRefusal(404, `${sender.name} has no scene ${play.scene}`);
  const { doors, problem } = context.doors();
  const ofProvider = doors.filter(({ provider }) => provider === play.provider);
  const door = ofProvider.find(({ firmId }) => firmId === play.firmId);
  if (!door) throw new SenderRefusal(404, problem ?? `The firm has no connection for ${sender.name}`);
  const faults = new Set(play.faults);
  const other = otherDoor(ofProvider, door, faults);
  const planned = arrange(scene.play(play.input, door, context.origin()), faults);
  const retry = retryOf(sender, play.retries);
  const playId = randomUUID();
  const dispatches = planned.map((delivery): Dispatch => {
    const plan = { planned: delivery, target: door, other, text: play.input.text, faults };
    return {
      subject: {
        playId,
        provider: play.provider,
        firmId: door.firmId,
        firmName: door.firmName,
        scene: scene.title,
        label: delivery.label,
        faults: play.faults,
      },
      afterMs: delivery.afterMs,
      write: (attempt) => writeLetter(plan, attempt),
      happened: () => delivery.happened?.(),
      retry,
    };
  });
  return { playId, deliveries: context.postman.send(dispatches) };
}

function retryOf(sender: Sender, name: string | undefined): RetryPolicy {
  if (name === undefined) return sender.retry;
  const retry = sender.otherRetries?.[name];
  if (!retry) throw new SenderRefusal(404, `${sender.name} has no retry rules ${name}`);
  return retry;
}

function otherDoor(doors: readonly Door[], door: Door, faults: ReadonlySet<Fault>): Door | undefined {
  const other = doors.find(({ firmId }) => firmId !== door.firmId);
  const needsOther = faults.has("wrong-firm-url") || faults.has("wrong-firm-account");
  if (needsOther && !other) throw new SenderRefusal(409, "No other firm has a connection of this kind");
  if (faults.has("wrong-firm-account") && other?.account === null) {
    throw new SenderRefusal(409, "This provider's events name no account");
  }
  return other;
}
