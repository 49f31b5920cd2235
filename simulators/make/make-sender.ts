import { RETRY_ON_FAILURE } from "../senders/retry-on-failure";
import type { Scene, SceneInput, Sender } from "../senders/sender";
import { type MakeFacts, newExternalId, planMakeEvent } from "./plan-make-event";

function factsOf({ from, name, text }: SceneInput, kind: "lead" | "message" | "contact"): MakeFacts {
  const [firstName = null, ...rest] = name.split(" ");
  const lastName = rest.join(" ") || null;
  return { externalId: newExternalId(kind), firstName, lastName, phone: from, email: null, language: "en", text };
}

const scenes: Scene[] = [
  {
    id: "lead",
    title: "A web form brings a lead",
    play: (input) => [planMakeEvent("lead.created", { ...factsOf(input, "lead"), email: "new.lead@example.com" })],
  },
  {
    id: "lead-spanish",
    title: "A lead who speaks Spanish",
    play: (input) => [
      planMakeEvent("lead.created", {
        ...factsOf(input, "lead"),
        language: "es",
        text: "Me chocaron ayer y necesito hablar con un abogado.",
      }),
    ],
  },
  {
    id: "lead-bare",
    title: "A lead of which only the phone number is known",
    play: (input) => [
      planMakeEvent("lead.created", {
        ...factsOf(input, "lead"),
        firstName: null,
        lastName: null,
        language: null,
        text: null,
      }),
    ],
  },
  {
    id: "lead-again",
    title: "The same lead twice, the second time with an address: two true events",
    play: (input) => {
      const facts = factsOf(input, "lead");
      return [
        planMakeEvent("lead.created", facts),
        planMakeEvent("lead.created", { ...facts, email: "new.lead@example.com" }, 1_500),
      ];
    },
  },
  {
    id: "message",
    title: "A message from a channel that Make watches",
    play: (input) => [planMakeEvent("message.received", factsOf(input, "message"))],
  },
  {
    id: "opt-out",
    title: "A contact is marked as not to be contacted in another system",
    play: (input) => [planMakeEvent("contact.optout", { ...factsOf(input, "contact"), text: null })],
  },
  {
    id: "unknown-event",
    title: "An event that nobody documented",
    play: (input) => [planMakeEvent("invoice.paid", factsOf(input, "contact"))],
  },
];

/** A scenario in Make that posts to the desk. What its events look like stands with `planMakeEvent`. */
export const makeSender: Sender = { provider: "make", name: "Make", scenes, retry: RETRY_ON_FAILURE };
