import "server-only";
import { z } from "zod";
import type { OptOutChannel } from "@/lib/domain/opt-outs/opt-out-input";
import type { PushAnswer } from "@/lib/domain/opt-outs/push-answer";
import { type Exchange, exchange } from "@/lib/http/exchange";
import { ghlHeaders, ghlUrl } from "./ghl-api";

type Channel = Exclude<OptOutChannel, "all">;
type Contact = { externalId: string; key: string; signal?: AbortSignal | undefined };

/** The version of the contacts interface (providers-crm A.1). */
const CONTACTS_VERSION = "2021-07-28";
const NAMES = { sms: "SMS", voice: "Call", whatsapp: "WhatsApp", email: "Email" } as const;
const CHANNELS: readonly Channel[] = ["sms", "voice", "whatsapp", "email"];
/** The words tell our mark from those that HighLevel, its workflows or its users set. */
const ACTIVE = { status: "active", message: "Opt-out recorded in Docketline", code: "103" } as const;
const INACTIVE = { status: "inactive", message: "", code: "103" } as const;

const mark = z.looseObject({
  status: z.string().optional().catch(undefined),
  message: z.string().optional().catch(undefined),
});
const answered = z.looseObject({
  contact: z.looseObject({
    dnd: z.boolean().optional().catch(undefined),
    dndSettings: z.record(z.string(), mark.nullish().catch(null)).nullish().catch(null),
  }),
});
type Marks = { isAll: boolean; active: Map<Channel, { isOurs: boolean }> };

/**
 * Marks a channel of a contact, or all of them with `dnd` itself: `GET /contacts/{id}`, then `PUT` with `dndSettings`
 * (providers-crm A.3) for what is not marked yet, so that a mark of somebody else's stays theirs. The location goes by the
 * key; HighLevel asks not to be told of it here. Doing it twice is doing it once.
 */
export async function setDoNotDisturb(told: Contact & { channel: OptOutChannel }): Promise<PushAnswer> {
  const marks = await readMarks(told);
  if ("kind" in marks) return marks;
  const wanted = told.channel === "all" ? CHANNELS : [told.channel];
  const lacking = marks.isAll ? [] : wanted.filter((channel) => !marks.active.has(channel));
  const isOurs = lacking.length > 0 || wanted.some((channel) => marks.active.get(channel)?.isOurs);
  if (lacking.length === 0) return { kind: "taken", isOurs };
  // Beside a mark of somebody else's, `dnd` itself could not be taken off again without theirs.
  const isAlone = [...marks.active.values()].every((each) => each.isOurs);
  return change(told, isOurs, {
    ...(told.channel === "all" && isAlone ? { dnd: true } : {}),
    dndSettings: Object.fromEntries(lacking.map((channel) => [NAMES[channel], ACTIVE])),
  });
}

/**
 * Takes off the marks of these channels that bear our words, and `dnd` itself where all of them do, as it was set. What
 * somebody else set, or set anew in other words, is left.
 */
export async function liftDoNotDisturb(told: Contact & { channels: readonly Channel[] }): Promise<PushAnswer> {
  const marks = await readMarks(told);
  if ("kind" in marks) return marks;
  const ours = told.channels.filter((channel) => marks.active.get(channel)?.isOurs);
  if (ours.length === 0) return { kind: "taken", isOurs: false };
  return change(told, true, {
    ...(marks.isAll && ours.length === CHANNELS.length ? { dnd: false } : {}),
    dndSettings: Object.fromEntries(ours.map((channel) => [NAMES[channel], INACTIVE])),
  });
}

function addressOf({ externalId }: Contact): URL {
  return ghlUrl(`contacts/${encodeURIComponent(externalId)}`);
}

async function readMarks(told: Contact): Promise<Marks | PushAnswer> {
  const headers = { ...ghlHeaders(told.key), version: CONTACTS_VERSION };
  const answer = await exchange(addressOf(told), { method: "GET", headers, signal: told.signal });
  const contact = answered.safeParse(answer.kind === "answered" ? answer.json : undefined).data?.contact;
  const problem = problemOf(answer, { isRead: contact !== undefined, isOurs: false });
  if (problem || contact === undefined) return problem ?? { kind: "refused", reason: "unexpected" };
  const active = CHANNELS.flatMap((channel) => {
    const found = contact.dndSettings?.[NAMES[channel]];
    const isActive = found?.status === "active" || found?.status === "permanent";
    return isActive
      ? [[channel, { isOurs: found.status === "active" && found.message === ACTIVE.message }] as const]
      : [];
  });
  return { isAll: contact.dnd === true, active: new Map(active) };
}

async function change(told: Contact, isOurs: boolean, body: object): Promise<PushAnswer> {
  const answer = await exchange(addressOf(told), {
    method: "PUT",
    headers: { ...ghlHeaders(told.key), version: CONTACTS_VERSION, "content-type": "application/json" },
    body: JSON.stringify(body),
    signal: told.signal,
  });
  const isRead = answer.kind === "answered" && answered.safeParse(answer.json).success;
  return problemOf(answer, { isRead, isOurs }) ?? { kind: "taken", isOurs };
}

function problemOf(answer: Exchange, { isRead, isOurs }: { isRead: boolean; isOurs: boolean }): PushAnswer | null {
  if (answer.kind !== "answered") {
    return { kind: "again", reason: "unreachable", isOurs: isOurs && answer.kind === "lost" };
  }
  const { status } = answer;
  if (status === 429) return { kind: "again", reason: "rate_limited", isOurs: false };
  if (status >= 500) return { kind: "again", reason: "unreachable", isOurs };
  if (status >= 200 && status <= 299) return isRead ? null : { kind: "refused", reason: "unexpected" };
  if (status === 401) return { kind: "refused", reason: "bad_key" };
  if (status === 403) return { kind: "refused", reason: "forbidden" };
  return { kind: "refused", reason: status === 404 ? "not_found" : "bad_request" };
}
