import { randomBytes } from "node:crypto";
import type { WhatsappMessage } from "./whatsapp-message";

/** A message as the gateway's own database has it, with what became of it. */
export type KeptMessage = Omit<WhatsappMessage, "status"> & { id: string; MessageUpdate: { status: string }[] };

export type ConnectionState = "open" | "connecting" | "close";

/** What the gateway knows by instance, whether or not it managed to tell anybody. */
export type GatewayMemory = {
  add: (instance: string, message: WhatsappMessage) => void;
  /** Adds a state to the message with that WhatsApp id, and another text where it was edited. */
  update: (instance: string, keyId: string, status: string, message?: Record<string, unknown>) => void;
  /** Newest first. */
  messages: (instance: string) => KeptMessage[];
  connect: (instance: string, state: ConnectionState) => void;
  connection: (instance: string) => ConnectionState;
  /** WhatsApp's id of the phone that has joined; null before, and after it has left. */
  owner: (instance: string) => string | null;
  join: (instance: string, owner: string) => void;
};

const MAX_MESSAGES = 1000;

export function createGatewayMemory(): GatewayMemory {
  const kept = new Map<string, KeptMessage[]>();
  const states = new Map<string, ConnectionState>();
  const owners = new Map<string, string>();
  const of = (instance: string) => kept.get(instance) ?? [];
  return {
    add: (instance, { status: _, ...message }) => {
      const isKnown = of(instance).some(({ key }) => key.id === message.key.id);
      if (isKnown) return;
      const id = `cm${randomBytes(11).toString("hex").slice(0, 21)}`;
      kept.set(instance, [{ ...message, id, MessageUpdate: [] }, ...of(instance)].slice(0, MAX_MESSAGES));
    },
    update: (instance, keyId, status, message) => {
      const found = of(instance).find(({ key }) => key.id === keyId);
      if (!found) return;
      found.MessageUpdate.push({ status });
      if (message) found.message = message;
    },
    messages: (instance) => of(instance).toSorted((left, right) => right.messageTimestamp - left.messageTimestamp),
    connect: (instance, state) => {
      states.set(instance, state);
    },
    connection: (instance) => states.get(instance) ?? "open",
    owner: (instance) => owners.get(instance) ?? null,
    join: (instance, owner) => {
      owners.set(instance, owner);
    },
  };
}
