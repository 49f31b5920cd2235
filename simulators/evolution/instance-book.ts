import type { Target } from "../senders/sender";
import type { ShownCode } from "./draw-qr";
import type { GatewayMemory } from "./gateway-memory";
import { instanceOf, jidOf, metaNumberOf, tokenOf } from "./instance";

/** An instance that was made over the gateway's interface, or one of the desk's list that it was asked to change. */
export type BookedInstance = {
  name: string;
  token: string;
  webhook: { url: string; jwtKey: string } | null;
  /** What a phone could scan now. */
  shown: { code: ShownCode; at: number } | null;
  /** E.164 of the phone that asked for a pairing code. */
  phone: string | null;
  /** WhatsApp Business: Meta's id of the number; null for a phone that joins. */
  phoneNumberId: string | null;
};

type NewInstance = { name: string; token: string; phoneNumberId?: string | null };

export type InstanceBook = {
  add: (instance: NewInstance) => BookedInstance;
  findByNumber: (phoneNumberId: string) => BookedInstance | undefined;
  /** Those of the desk's list are there from the start, with a token that follows from their name. */
  find: (name: string, targets: readonly Target[]) => BookedInstance | undefined;
  findByToken: (token: string, targets: readonly Target[]) => BookedInstance[];
  remove: (name: string) => void;
  /** Instances that have an address to tell. */
  targets: () => Target[];
};

/** Keeps the gateway's instances. What was made here is gone with the process, as in a gateway without a database. */
export function createInstanceBook(memory: GatewayMemory): InstanceBook {
  const made = new Map<string, BookedInstance>();
  const removed = new Set<string>();

  function add({ name, token, phoneNumberId = null }: NewInstance): BookedInstance {
    const instance = { name, token, phoneNumberId, webhook: null, shown: null, phone: null };
    made.set(name, instance);
    removed.delete(name);
    return instance;
  }

  function find(name: string, targets: readonly Target[]): BookedInstance | undefined {
    const known = made.get(name);
    if (known || removed.has(name)) return known;
    const isListed = targets.some((target) => instanceOf(target) === name);
    return isListed ? add({ name, token: tokenOf(name) }) : undefined;
  }

  return {
    add: (instance) => {
      // A number of the Cloud API needs no phone that joins.
      memory.connect(instance.name, instance.phoneNumberId ? "open" : "close");
      if (instance.phoneNumberId) memory.join(instance.name, jidOf(metaNumberOf(instance.phoneNumberId)));
      return add(instance);
    },
    findByNumber: (phoneNumberId) => [...made.values()].find((instance) => instance.phoneNumberId === phoneNumberId),
    find,
    findByToken: (token, targets) => {
      for (const target of targets) find(instanceOf(target), targets);
      return [...made.values()].filter((instance) => instance.token === token);
    },
    remove: (name) => {
      made.delete(name);
      removed.add(name);
    },
    targets: () => [...made.values()].flatMap(targetOf),
  };
}

/** Where an instance tells its events: what the desk set it to, signed with the key that it gave. */
function targetOf({ name, webhook }: BookedInstance): Target[] {
  if (webhook === null) return [];
  const firm = { firmId: name, firmName: `WhatsApp ${name.slice(0, 12)}` };
  return [{ ...firm, url: webhook.url, mode: "evolution-jwt", secret: webhook.jwtKey, account: name }];
}
