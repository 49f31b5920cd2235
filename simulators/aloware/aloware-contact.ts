import { createHash } from "node:crypto";
import type { SceneInput } from "@/simulators/senders/sender";

export type AlowareContact = { id: number } & Record<string, unknown>;

const FIRST_ID = 150_000_000;
const ID_RANGE = 9_000_000;

/** The contact as every communication carries it. Its id follows from its number, so that it stays one contact. */
export function alowareContact({ from, name }: SceneInput): AlowareContact {
  const [firstName = "", ...others] = name.trim().split(/\s+/);
  return {
    id: FIRST_ID + (createHash("sha256").update(from).digest().readUInt32BE(0) % ID_RANGE),
    first_name: firstName,
    last_name: others.join(" "),
    phone_number: from,
    timezone: "America/Puerto_Rico",
    lrn_type: "mobile",
    is_dnc: false,
    is_opted_out: false,
    text_authorized: 1,
  };
}
