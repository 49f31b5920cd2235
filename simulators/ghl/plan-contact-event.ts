import type { PlannedDelivery, SceneInput, Target } from "@/simulators/senders/sender";
import { ghlContact } from "./ghl-contact";
import { ghlLocationOf } from "./ghl-location";
import type { GhlKnownContact, GhlMemory } from "./ghl-memory";
import { planGhlEvent } from "./plan-ghl-event";

type ContactEvent = {
  memory: GhlMemory;
  input: SceneInput;
  target: Target;
  type: "ContactCreate" | "ContactUpdate" | "ContactDndUpdate" | "ContactTagUpdate";
  afterMs: number;
  /** Fields that differ from an ordinary contact's. */
  fields?: Partial<Pick<GhlKnownContact, "dnd" | "dndSettings">> & Record<string, unknown>;
};

/** Something about a contact: the whole contact as it is now. */
export function planContactEvent({ memory, input, target, type, afterMs, fields }: ContactEvent): PlannedDelivery {
  const dateAdded = new Date().toISOString();
  return planGhlEvent({
    type,
    afterMs,
    happened: () => {
      const locationId = ghlLocationOf(target);
      const { id, name, phone } = ghlContact(input, locationId);
      const { dnd, dndSettings } = { dnd: false, dndSettings: {}, ...fields };
      memory.keepContact({ id, locationId, name, phone, dnd, dndSettings });
    },
    content: (locationId) => ({
      ...ghlContact(input, locationId),
      tags: [],
      dnd: false,
      source: "simulator",
      country: "US",
      customFields: [{ id: "cfCaseType0000000001", value: "Auto" }],
      dateAdded,
      ...fields,
    }),
  });
}

/** HighLevel sets a contact to do not disturb when it texts STOP; code 103 (providers-crm A.7). */
export const DND_FIELDS = {
  dnd: true,
  dndSettings: { SMS: { status: "active", message: "STOP", code: "103" } },
} as const;
