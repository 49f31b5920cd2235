import type { SceneInput } from "@/simulators/senders/sender";
import { ghlIdOf } from "./ghl-id";

export type GhlContact = {
  id: string;
  firstName: string;
  lastName: string;
  name: string;
  email: string;
  phone: string;
};

/** The contact of a location with this number: always the same one. */
export function ghlContact({ from, name }: SceneInput, locationId: string): GhlContact {
  const [firstName = "", ...others] = name.trim().split(/\s+/);
  const local = name
    .trim()
    .toLowerCase()
    .normalize("NFD")
    .replace(/[^a-z0-9 ]/g, "")
    .replace(/ +/g, ".");
  return {
    id: ghlIdOf("contact", locationId, from),
    firstName,
    lastName: others.join(" "),
    name: name.trim(),
    email: `${local === "" ? "client" : local}@example.com`,
    phone: from,
  };
}
