/** One message or call as HighLevel keeps it. `durationSeconds` is null for messages. */
export type GhlMessage = {
  id: string;
  messageType: "SMS" | "CALL";
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

/** What HighLevel knows because it happened there, whether or not the desk was told. */
export type GhlMemory = {
  /** A conversation begins with its first message; the same message is kept once. */
  keepMessage: (conversation: Omit<GhlConversation, "messages">, message: GhlMessage) => void;
  findConversation: (id: string) => GhlConversation | undefined;
  listConversations: (locationId: string) => GhlConversation[];
  keepContact: (contactId: string) => void;
  hasContact: (contactId: string) => boolean;
};

export function createGhlMemory(): GhlMemory {
  const conversations = new Map<string, GhlConversation>();
  const contacts = new Set<string>();
  return {
    keepMessage: (conversation, message) => {
      const others = (conversations.get(conversation.id)?.messages ?? []).filter(({ id }) => id !== message.id);
      const messages = [...others, message].sort((one, other) => one.addedAt.getTime() - other.addedAt.getTime());
      conversations.set(conversation.id, { ...conversation, messages });
    },
    findConversation: (id) => conversations.get(id),
    listConversations: (locationId) => [...conversations.values()].filter((each) => each.locationId === locationId),
    keepContact: (contactId) => void contacts.add(contactId),
    hasContact: (contactId) => contacts.has(contactId),
  };
}
