import type { PlannedDelivery, Scene, SceneInput } from "@/simulators/senders/sender";
import { ghlContact } from "./ghl-contact";
import { ghlIdOf } from "./ghl-id";
import type { GhlMemory } from "./ghl-memory";
import { DND_FIELDS, planContactEvent } from "./plan-contact-event";
import { planGhlEvent } from "./plan-ghl-event";

const DAY_MS = 86_400_000;

/** Changes of contacts, opportunities and appointments. */
export function recordScenes(memory: GhlMemory): readonly Scene[] {
  return [
    {
      id: "contact-create",
      title: "A contact is created",
      play: (input, target) => [planContactEvent({ memory, input, target, type: "ContactCreate", afterMs: 0 })],
    },
    {
      id: "contact-update",
      title: "A contact moves to another place",
      play: (input, target) => [
        planContactEvent({
          memory,
          input,
          target,
          type: "ContactUpdate",
          afterMs: 0,
          fields: { address1: "12 Calle Luna", city: "San Juan", state: "PR", postalCode: "00901" },
        }),
      ],
    },
    {
      id: "contact-dnd",
      title: "A contact is set to do not disturb",
      play: (input, target) => [
        planContactEvent({ memory, input, target, type: "ContactDndUpdate", afterMs: 0, fields: DND_FIELDS }),
      ],
    },
    {
      id: "contact-tags",
      title: "A contact gets two tags",
      play: (input, target) => [
        planContactEvent({
          memory,
          input,
          target,
          type: "ContactTagUpdate",
          afterMs: 0,
          fields: { tags: ["new lead", "auto accident"] },
        }),
      ],
    },
    {
      id: "opportunity-stage",
      title: "An opportunity moves to the next stage, and back: two true updates",
      play: (input) => [planOpportunity(input, "S2", 0), planOpportunity(input, "S1", 800)],
    },
    {
      id: "appointment",
      title: "An appointment is made, moved and cancelled",
      play: (input) => [
        planAppointment(input, { type: "AppointmentCreate", hour: "15", status: "confirmed", afterMs: 0 }),
        planAppointment(input, { type: "AppointmentUpdate", hour: "16", status: "confirmed", afterMs: 600 }),
        planAppointment(input, { type: "AppointmentDelete", hour: "16", status: "cancelled", afterMs: 1_200 }),
      ],
    },
  ];
}

function planOpportunity(input: SceneInput, stage: string, afterMs: number): PlannedDelivery {
  const dateAdded = new Date().toISOString();
  return planGhlEvent({
    type: "OpportunityStageUpdate",
    label: `OpportunityStageUpdate ${stage}`,
    afterMs,
    content: (locationId) => ({
      id: ghlIdOf("opportunity", locationId, input.from),
      name: input.name,
      contactId: ghlContact(input, locationId).id,
      pipelineId: ghlIdOf("pipeline", locationId),
      pipelineStageId: ghlIdOf("stage", locationId, stage),
      status: "open",
      monetaryValue: 0,
      source: "",
      assignedTo: ghlIdOf("user", locationId),
      dateAdded,
    }),
  });
}

type Appointment = { type: string; hour: string; status: string; afterMs: number };

function planAppointment(input: SceneInput, { type, hour, status, afterMs }: Appointment): PlannedDelivery {
  const now = new Date();
  const day = new Date(now.getTime() + 2 * DAY_MS).toISOString().slice(0, 10);
  return planGhlEvent({
    type,
    afterMs,
    content: (locationId) => ({
      appointment: {
        id: ghlIdOf("appointment", locationId, input.from),
        title: `Consult ${input.name}`,
        calendarId: ghlIdOf("calendar", locationId),
        contactId: ghlContact(input, locationId).id,
        appointmentStatus: status,
        assignedUserId: ghlIdOf("user", locationId),
        startTime: `${day}T${hour}:00:00-04:00`,
        endTime: `${day}T${hour}:30:00-04:00`,
        source: "booking_widget",
        dateAdded: now.toISOString(),
        dateUpdated: new Date(now.getTime() + afterMs).toISOString(),
      },
    }),
  });
}
