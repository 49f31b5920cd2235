/** A contact of an account, found by its number. */
export type AlowareKnownContact = { phone: string; name: string; isDnc: boolean };

/** What a firm's account at Aloware knows of people: the newest five thousand. */
export type AlowareMemory = {
  find: (firmId: string, phone: string) => AlowareKnownContact | undefined;
  keep: (firmId: string, contact: AlowareKnownContact) => void;
};

const MAX_CONTACTS = 5_000;

export function createAlowareMemory(): AlowareMemory {
  const contacts = new Map<string, AlowareKnownContact>();
  const keyOf = (firmId: string, phone: string) => `${firmId} ${phone}`;
  return {
    find: (firmId, phone) => contacts.get(keyOf(firmId, phone)),
    keep: (firmId, contact) => {
      const key = keyOf(firmId, contact.phone);
      contacts.delete(key);
      contacts.set(key, contact);
      const oldest = contacts.keys().next();
      if (contacts.size > MAX_CONTACTS && !oldest.done) contacts.delete(oldest.value);
    },
  };
}
