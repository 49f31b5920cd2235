import { generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import type { PlannedDelivery, Scene, SceneInput, Target } from "@/simulators/senders/sender";
import { ghlContact } from "./ghl-contact";
import { newGhlId } from "./ghl-id";
import type { GhlMemory } from "./ghl-memory";
import { planGhlEvent } from "./plan-ghl-event";
import { planMessageEvent } from "./plan-message-event";
import { proveGhl } from "./prove-ghl";

type GhlEvent = Parameters<typeof planGhlEvent>[0];

const SIX_HOURS_MS = 6 * 3_600_000;

/** What the reference page warns of (providers-crm A.9), and one event that merely comes late. */
export function oddEventScenes(memory: GhlMemory): readonly Scene[] {
  return [
    {
      id: "late-by-six-hours",
      title: "A text message of six hours ago: genuine",
      play: (input, target) => [
        planMessageEvent({
          memory,
          input,
          target,
          at: new Date(Date.now() - SIX_HOURS_MS),
          message: {
            messageType: "SMS",
            direction: "inbound",
            body: input.text,
            status: "delivered",
            attachments: [],
            durationSeconds: null,
          },
        }),
      ],
    },
    {
      id: "unknown-type",
      title: "An event that nobody has heard of: kept, nothing done",
      play: () => [planGhlEvent({ type: "PigeonLanded", afterMs: 0, content: () => ({ id: newGhlId() }) })],
    },
    {
      id: "older-shape",
      title: "A contact's change in the older shape, without id and time",
      play: (input) => [planContactLike(input, { isIdentified: false, label: "ContactUpdate, older shape" })],
    },
    {
      id: "other-app",
      title: "An event of another app, signed by HighLevel: refused",
      play: (input) => [planContactLike(input, { appId: "0123456789abcdef01234567", label: "Another app's event" })],
    },
    {
      id: "unknown-location",
      title: "An event of a location that the desk does not know",
      play: (input) => [planContactLike(input, { locationId: newGhlId(), label: "Unknown location" })],
    },
    {
      id: "signature-na",
      title: "The signature is the literal N/A: refused",
      play: (input) => [
        planContactLike(input, { prove: () => ({ "X-GHL-Signature": "N/A" }), label: "Signature N/A" }),
      ],
    },
    {
      id: "rsa-only",
      title: "Only the withdrawn RSA header: refused",
      play: (input) => [planContactLike(input, { prove: proveByRsa, label: "RSA header alone" })],
    },
    {
      id: "tampered",
      title: "Somebody changed the name after it was signed: refused",
      play: (input) => [
        planContactLike(input, {
          label: "Changed after signing",
          // A secret in a header covers no body: only HighLevel's own signature can show the change.
          prove: (target, body) => proveGhl({ ...target, mode: "ghl-ed25519" }, body),
          alter: (body) => body.replace('"firstName":"', '"firstName":"x'),
        }),
      ],
    },
  ];
}

function planContactLike(input: SceneInput, oddity: Partial<GhlEvent>): PlannedDelivery {
  const dateAdded = new Date().toISOString();
  return planGhlEvent({
    type: "ContactUpdate",
    afterMs: 0,
    content: (locationId) => ({ ...ghlContact(input, locationId), tags: [], dnd: false, dateAdded }),
    ...oddity,
  });
}

let rsaKey: KeyObject | undefined;

// HighLevel's own key had 4096 bits; making such a one takes seconds, and nobody may believe this header anyway.
function proveByRsa(_: Target, body: string): Record<string, string> {
  rsaKey ??= generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;
  return { "x-wh-signature": sign("RSA-SHA256", Buffer.from(body), rsaKey).toString("base64") };
}
