import "server-only";
import type { GhlFact, GhlMark } from "./webhook-event";
import type { GhlBody } from "./webhook-schema";

const CHANNELS = { sms: "sms", call: "voice", whatsapp: "whatsapp", email: "email" } as const;

/** A contact's event: the number and name that HighLevel has for them, their do-not-disturb marks, and a line. */
export function readContact(type: string, body: GhlBody): GhlFact[] {
  const id = body.id ?? body.contact_id;
  const note: GhlFact = { kind: "note", subjectType: "contact", detail: { recordId: id ?? null } };
  if (id === undefined || type === "ContactDelete") return [note];
  const isDndEvent = type === "ContactDndUpdate";
  const contact: GhlFact = {
    kind: "contact",
    id,
    phone: body.phone || null,
    name: nameOf(body),
    marks: marksOf(body, isDndEvent ? "told" : "carried"),
    areMarksChanged: isDndEvent,
    statedAtMs: Date.parse(body.dateUpdated ?? body.timestamp ?? ""),
  };
  return [contact, note];
}

/**
 * The channels that are marked. The mark for everything counts where no channel is named: HighLevel sets it also when
 * somebody texts STOP, and a START of theirs must be able to take that back. `dnd` that is absent is false (vendor's page).
 */
function marksOf({ dnd, dndSettings }: GhlBody, manner: "told" | "carried"): GhlMark[] {
  const named = Object.entries(dndSettings ?? {}).flatMap(([name, setting]): GhlMark[] => {
    const channel = channelOf(name);
    const isActive = setting?.status === "active" || setting?.status === "permanent";
    return channel && isActive ? [{ channel, isBlocked: true, words: setting.message?.trim() || null }] : [];
  });
  if (named.length > 0) return named;
  if (dnd) return [{ channel: "all", isBlocked: true, words: null }];
  return manner === "told" ? [{ channel: "all", isBlocked: false, words: null }] : [];
}

function channelOf(name: string) {
  const key = name.toLowerCase();
  return key === "sms" || key === "call" || key === "whatsapp" || key === "email" ? CHANNELS[key] : null;
}

function nameOf({ name, full_name: fullName, firstName, lastName }: GhlBody): string | null {
  const whole = [firstName, lastName].filter(Boolean).join(" ");
  return (name ?? fullName ?? whole).trim() || null;
}
