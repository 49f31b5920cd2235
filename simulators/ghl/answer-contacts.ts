import { z } from "zod";
import type { ApiRequest, Target } from "../senders/sender";
import { ghlAnswer, ghlRefusal } from "./ghl-answers";
import type { GhlKnownContact, GhlMemory } from "./ghl-memory";
import { planGhlEvent } from "./plan-ghl-event";

const search = z.looseObject({
  locationId: z.string(),
  pageLimit: z.number().int().min(1).max(500).default(20),
  query: z.string().optional(),
  filters: z.array(z.looseObject({ field: z.string(), value: z.unknown() })).default([]),
});

const change = z.looseObject({
  dnd: z.boolean().optional(),
  dndSettings: z.record(z.string(), z.looseObject({ status: z.enum(["active", "inactive", "permanent"]) })).optional(),
});

/** `POST /contacts/search`: by the words or by the number (providers-crm A.3). */
export function searchContacts(memory: GhlMemory, body: unknown): Response {
  const asked = search.safeParse(body).data;
  if (asked === undefined) return ghlRefusal(422, ["locationId must be a string"], "Unprocessable Entity");
  const phone = asked.filters.find(({ field }) => field === "phone")?.value;
  const words = asked.query?.toLowerCase() ?? "";
  const found = memory
    .listContacts(asked.locationId)
    .filter((contact) => phone === undefined || contact.phone === phone)
    .filter(({ name, phone: number }) => `${name} ${number}`.toLowerCase().includes(words));
  return ghlAnswer(200, { contacts: found.slice(0, asked.pageLimit).map(writeContact), total: found.length });
}

/** `GET /contacts/search/duplicate` by number; the contact is null when there is none. */
export function findDuplicate(memory: GhlMemory, locationId: string, number: string | null): Response {
  const found = memory.listContacts(locationId).find(({ phone }) => phone === number);
  return ghlAnswer(200, { contact: found === undefined ? null : writeContact(found) });
}

/** `PUT /contacts/{id}`: its do-not-disturb marks, which come back as a webhook like every change. */
export function changeContact(
  body: unknown,
  {
    memory,
    contact,
    target,
    tell,
  }: { memory: GhlMemory; contact: GhlKnownContact; target: Target; tell: ApiRequest["tell"] },
): Response {
  const asked = change.safeParse(body).data;
  if (asked === undefined)
    return ghlRefusal(422, ["dndSettings.status must be a valid enum value"], "Unprocessable Entity");
  if ("locationId" in asked) return ghlRefusal(422, ["property locationId should not exist"], "Unprocessable Entity");
  const dndSettings = { ...contact.dndSettings, ...asked.dndSettings };
  const changed = { ...contact, dnd: asked.dnd ?? contact.dnd, dndSettings };
  memory.keepContact(changed);
  if (asked.dnd !== undefined || asked.dndSettings !== undefined) {
    const event = planGhlEvent({ type: "ContactDndUpdate", afterMs: 300, content: () => writeContact(changed) });
    tell(target, "The desk marks a contact", [event]);
  }
  return ghlAnswer(200, { succeded: true, contact: writeContact(changed) });
}

export function writeContact(contact: GhlKnownContact): Record<string, unknown> {
  const [firstName = "", ...others] = contact.name.split(" ");
  return { ...contact, firstName, lastName: others.join(" "), tags: [], customFields: [] };
}
