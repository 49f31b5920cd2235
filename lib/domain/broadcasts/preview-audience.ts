import "server-only";
import { sql } from "drizzle-orm";
import type { BroadcastAudience } from "@/db/schema/broadcasts";
import { rowsOf, type TenantTx } from "@/db/tenant";
import { AppError } from "@/lib/core/errors";
import { evaluateGate } from "@/lib/domain/compliance/evaluate-gate";
import { findLine } from "@/lib/domain/lines/find-line";
import { namesOfLine } from "@/lib/domain/lines/names-of-line";
import { MAX_BODY_LENGTH } from "@/lib/domain/sends/count-segments";
import { quoteSend } from "@/lib/domain/sends/quote-send";
import { fillTemplate } from "@/lib/domain/templates/template-variables";
import { audienceNumbersQuery, audienceQuery } from "./audience-query";
import { exclusionOf } from "./exclusion-of";
import { findAffordable } from "./find-affordable";
import { gatePurposeOf } from "./gate-purpose-of";
import { loadAudienceFacts } from "./load-audience-facts";
import { loadAudienceValues } from "./load-audience-values";
import { bodyFor } from "./send-to-recipient";

/** So many people are judged one by one; of a larger audience these stand for all, since ids are random. */
const MOST_JUDGED = 1_000;

export type AudiencePreview = {
  people: number;
  noNumber: number;
  duplicates: number;
  /** Of those with a number of their own: who would be written to at once, and who when their hours allow it. */
  willGet: number;
  waits: number;
  excluded: { reason: string; count: number }[];
  /** True when the three figures above are drawn from a part of the audience. */
  isEstimated: boolean;
  quote: { segments: number; credits: number; available: number };
  samples: { language: "en" | "es"; body: string; segments: number }[];
};

type Asked = {
  audience: BroadcastAudience;
  lineId: string;
  purpose: "informational" | "marketing";
  bodyEn: string;
  bodyEs: string | null;
  userId: string;
  /** When it would start, on the contact clock. */
  at: Date;
};

type Person = { contactId: string; e164: string; language: "en" | "es"; firstName: string; lastName: string };

/**
 * Who would be written to, who would not and why, what it would cost, and how the text would read. The same facts, the same
 * gate and the same reading of its verdict as when each of them is taken later. Nothing is stored.
 * @throws AppError `not_found` for a line that is not there
 */
export async function previewAudience(tx: TenantTx, asked: Asked): Promise<AudiencePreview> {
  const line = await findLine(tx, asked.lineId);
  if (line === null) throw new AppError("not_found", "There is no such line");
  const counts = await countAudience(tx, asked);
  const people = await firstPeople(tx, asked);
  const facts = await loadAudienceFacts(tx, {
    people,
    line: { id: line.id, names: namesOfLine(line), whatsapp: line.settings.whatsapp ?? null, kind: line.channel },
    purpose: gatePurposeOf(asked.purpose),
    at: asked.at,
  });
  const valuesOf = await loadAudienceValues(tx, { people, userId: asked.userId });
  const service = line.channel === "sms" ? "sms_segment" : "whatsapp_message";
  const { affordable, available } = await findAffordable(tx, { service, userId: asked.userId });
  const seen = { tally: new Map<string, number>(), sent: 0, waits: 0, segments: 0, credits: 0 };
  const samples = new Map<string, AudiencePreview["samples"][number]>();
  const count = (reason: string) => seen.tally.set(reason, (seen.tally.get(reason) ?? 0) + 1);
  const reached: { person: Person; body: string; kind: "sent" | "waits" }[] = [];
  for (const person of people) {
    const fact = facts.get(person.contactId);
    const filled = fillTemplate(bodyFor(asked, person.language), valuesOf(person));
    if (!fact || filled.kind === "missing") {
      count(fact ? "missing_value" : "no_number");
      continue;
    }
    if (filled.body.length > MAX_BODY_LENGTH) {
      count("too_long");
      continue;
    }
    const standing = exclusionOf(evaluateGate(fact, asked.at), asked.at);
    if (standing.kind === "excluded") count(standing.reason);
    else reached.push({ person, body: filled.body, kind: standing.kind });
  }
  // Who has to wait is taken after the others, and finds what they left of the credits.
  for (const { person, body, kind } of reached.toSorted((one, other) => one.kind.localeCompare(other.kind))) {
    const { segments, quote } = quoteSend(line.channel, body);
    if (seen.credits + quote.amount > affordable) {
      count("credits");
      continue;
    }
    seen.segments += segments;
    seen.credits += quote.amount;
    seen[kind] += 1;
    if (!samples.has(person.language)) samples.set(person.language, { language: person.language, body, segments });
  }
  const share = people.length === 0 ? 1 : counts.reachable / people.length;
  const scaled = (value: number) => Math.round(value * share);
  return {
    people: counts.people,
    noNumber: counts.noNumber,
    duplicates: counts.duplicates,
    willGet: scaled(seen.sent),
    waits: scaled(seen.waits),
    excluded: [...seen.tally].map(([reason, value]) => ({ reason, count: scaled(value) })),
    isEstimated: share > 1,
    quote: { segments: scaled(seen.segments), credits: scaled(seen.credits), available },
    samples: [...samples.values()],
  };
}

type Counts = { people: number; noNumber: number; duplicates: number; reachable: number };

async function countAudience(tx: TenantTx, asked: Asked): Promise<Counts> {
  const [row] = await rowsOf<Counts>(
    tx,
    sql`select count(*)::int as people, (count(*) filter (where e164 is null))::int as "noNumber",
        (count(e164) - count(distinct e164))::int as duplicates, count(distinct e164)::int as reachable
      from (${audienceNumbersQuery(tx, asked)}) a`,
  );
  return row ?? { people: 0, noNumber: 0, duplicates: 0, reachable: 0 };
}

/** Twice as many are read, so that a number which many share takes nobody's place. */
async function firstPeople(tx: TenantTx, asked: Asked): Promise<Person[]> {
  const found = await rowsOf<Person>(
    tx,
    sql`select contact_id as "contactId", e164, language, first_name as "firstName", last_name as "lastName"
      from (${audienceQuery(tx, asked)} order by c.id limit ${MOST_JUDGED * 2}) a where e164 is not null order by contact_id`,
  );
  const taken = new Set<string>();
  const first = found.filter(({ e164 }) => !taken.has(e164) && taken.add(e164));
  return first.slice(0, MOST_JUDGED);
}
