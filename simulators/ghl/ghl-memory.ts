/** One message or call as HighLevel keeps it. `durationSeconds` is null for messages. */
export type GhlMessage = {
  id: string;
  messageType: "SMS" | "WHATSAPP" | "CALL";
  direction: "inbound" | "outbound";
  body: string;
  status: string;
  attachments: readonly string[];
  durationSeconds: number | null;
  addedAt: Date;
};

/** `messages` are ordered by time, oldest first. */
export type GhlConversation = {
  id: string;
  locationId: string;
  contactId: string;
  contactName: string;
  phone: string;
  messages: readonly GhlMessage[];
};

/** A contact of a location. `dndSettings` as HighLevel writes them, by channel. */
export type GhlKnownContact = {
  id: string;
  locationId: string;
  name: string;
  phone: string;
  dnd: boolean;
  dndSettings: Readonly<Record<string, { status: string }>>;
};

/**
 * What HighLevel knows because it happened there, whether or not the desk was told: the newest conversations and contacts,
 * and of each conversation the newest messages.
 */
export type GhlMemory = {
  /** A conversation begins with its first message; the same message is kept once. */
  keepMessage: (conversation: Omit<GhlConversation, "messages">, message: GhlMessage) => void;
  findConversation: (id: string) => GhlConversation | undefined;
  listConversations: (locationId: string) => GhlConversation[];
  keepContact: (contact: GhlKnownContact) => void;
  findContact: (contactId: string) => GhlKnownContact | undefined;
  listContacts: (locationId: string) => GhlKnownContact[];
};

const MAX_CONVERSATIONS = 2_000;
const MAX_MESSAGES = 500;
const MAX_CONTACTS = 5_000;

export function createGhlMemory(): GhlMemory {
  const conversations = new Map<string, GhlConversation>();
  const contacts = new Map<string, GhlKnownContact>();
  return {
    keepMessage: (conversation, message) => {
      const others = (conversations.get(conversation.id)?.messages ?? []).filter(({ id }) => id !== message.id);
      const messages = [...others, message].sort((one, other) => one.addedAt.getTime() - other.addedAt.getTime());
      putNewest(conversations, { ...conversation, messages: messages.slice(-MAX_MESSAGES) }, MAX_CONVERSATIONS);
    },
    findConversation: (id) => conversations.get(id),
    listConversations: (locationId) => [...conversations.values()].filter((each) => each.locationId === locationId),
    keepContact: (contact) => putNewest(contacts, contact, MAX_CONTACTS),
    findContact: (contactId) => contacts.get(contactId),
    listContacts: (locationId) => [...contacts.values()].filter((each) => each.locationId === locationId),
  };
}

function putNewest<Thing extends { id: string }>(things: Map<string, Thing>, thing: Thing, limit: number): void {
  things.delete(thing.id);
  things.set(thing.id, thing);
  const oldest = things.keys().next();
  if (things.size > limit && !oldest.done) things.delete(oldest.value);
}
