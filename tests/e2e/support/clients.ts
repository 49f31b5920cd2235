import { DEMO_PEOPLE, demoPhone } from "@/db/seed/demo-people";
import { check } from "./journey";

/** The number of a client of a demo firm. */
export function phoneOf(firmId: string, lastName: string): string {
  const people = DEMO_PEOPLE[firmId] ?? [];
  const index = people.findIndex((each) => each.lastName === lastName);
  const person = people[index];
  check(person, `no ${lastName} among the demo's people`);
  return demoPhone(person, index);
}
