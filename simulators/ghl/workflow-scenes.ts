import type { PlannedDelivery, Scene, SceneInput, Target } from "@/simulators/senders/sender";
import { ghlContact } from "./ghl-contact";
import { ghlIdOf } from "./ghl-id";
import { ghlLocationOf } from "./ghl-location";
import { proveGhl } from "./prove-ghl";

/** The standard contact document that a workflow's Webhook action posts (providers-crm A.8). */
export const workflowScenes: readonly Scene[] = [
  {
    id: "workflow",
    title: "A workflow of the firm posts a contact (for doors with an HMAC or a secret header)",
    play: (input) => [planContactDocument(input)],
  },
];

function planContactDocument(input: SceneInput): PlannedDelivery {
  const dateCreated = new Date().toISOString();
  return {
    label: "Workflow: contact",
    afterMs: 0,
    write: (target) => {
      const body = JSON.stringify(writeDocument(input, target, dateCreated));
      return { headers: { "Content-Type": "application/json", ...proveWorkflow(target, body) }, body };
    },
  };
}

// HighLevel signs no workflow webhook: at a door that wants its signature this one has no proof at all.
function proveWorkflow(target: Target, body: string): Record<string, string> {
  return target.mode === "ghl-ed25519" ? {} : proveGhl(target, body);
}

function writeDocument(input: SceneInput, target: Target, dateCreated: string): Record<string, unknown> {
  const locationId = ghlLocationOf(target);
  const contact = ghlContact(input, locationId);
  return {
    contact_id: contact.id,
    first_name: contact.firstName,
    last_name: contact.lastName,
    full_name: contact.name,
    email: contact.email,
    phone: contact.phone,
    tags: "new lead,auto accident",
    country: "US",
    date_created: dateCreated,
    contact_source: "simulator",
    contact_type: "lead",
    location: { name: target.firmName, city: "San Juan", state: "PR", country: "US", id: locationId },
    workflow: { id: ghlIdOf("workflow", locationId), name: "New lead to the desk" },
    triggerData: {},
    customData: { message: input.text },
    "Case type": "Auto",
  };
}
