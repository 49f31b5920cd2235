import { DEMO_FIRMS } from "@/db/seed/demo-firms";
import { DEMO_PEOPLE, demoPhone } from "@/db/seed/demo-people";

/** A client of a demo firm, with the E.164 number that the desk's demo data gives them. */
type Client = { name: string; phone: string };

const SHOWN_CLIENTS = 6;
const STRANGER: Client = { name: "Alex Morgan", phone: "+15555550199" };
const ANY_NUMBER = "+15555550100";

/** Clients of a firm that the desk knows, the main characters of the demo first; a stranger for a firm of another desk. */
export function clientsOf(firmId: string): Client[] {
  const people = DEMO_PEOPLE[firmId] ?? [];
  const clients = people.slice(0, SHOWN_CLIENTS).map((person, index) => ({
    name: `${person.firstName} ${person.lastName}`,
    phone: demoPhone(person, index),
  }));
  return clients.length === 0 ? [STRANGER] : clients;
}

/** The client who writes when nobody was chosen. */
export function clientOf(firmId: string, phone?: string): Client {
  const clients = clientsOf(firmId);
  if (phone === undefined) return clients[0] ?? STRANGER;
  return clients.find((client) => client.phone === phone) ?? { ...STRANGER, phone };
}

/** The firm's own number. */
export function numberOf(firmId: string): string {
  return DEMO_FIRMS.find(({ orgId }) => orgId === firmId)?.phone ?? ANY_NUMBER;
}
