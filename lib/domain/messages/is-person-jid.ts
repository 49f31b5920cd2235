import "server-only";

/**
 * Whether a WhatsApp id is one person's: a number's (`@s.whatsapp.net`, `@c.us`) or a hidden one's (`@lid`). Groups
 * (`@g.us`), status updates (`status@broadcast`), lists and channels are not.
 */
export function isPersonJid(jid: string): boolean {
  return /^\d{3,32}(?::\d{1,4})?@(?:s\.whatsapp\.net|c\.us|lid|hosted|hosted\.lid)$/i.test(jid.trim());
}
