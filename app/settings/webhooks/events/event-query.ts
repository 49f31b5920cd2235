import { z } from "zod";
import { type SearchParams, textOf } from "@/app/desk/list-links";
import {
  DELIVERY_ORIGINS,
  DELIVERY_VERDICTS,
  STORED_STATES,
  type WebhookLogFilter,
} from "@/lib/domain/webhook-events/webhook-log.schema";

/** Spans before now, in hours. */
const SPANS = { "1h": 1, "24h": 24, "7d": 7 * 24, "30d": 30 * 24 } as const;
export const TIME_SPANS = ["1h", "24h", "7d", "30d"] as const satisfies (keyof typeof SPANS)[];

/** Every parameter that narrows the log. */
export const FILTER_PARAMS = [
  "q",
  "state",
  "provider",
  "endpoint",
  "verdict",
  "origin",
  "time",
  "from",
  "to",
  "call",
] as const;

const HOUR_MS = 3_600_000;
const uuid = z.uuid();
const instant = z.iso.datetime({ offset: true });

/**
 * The log's filter as the address says it; parts that mean nothing are left out. `q` is a correlation id or the beginning
 * of a type; `from` and `to` are instants, for links to a window, and stand over `time`.
 */
export function logFilterOf(search: SearchParams, now: Date): WebhookLogFilter {
  const words = textOf(search, "q");
  const isId = uuid.safeParse(words).success;
  const from = instantOf(search, "from");
  return {
    provider: textOf(search, "provider")?.slice(0, 40) ?? null,
    endpointId: uuid.nullable().catch(null).parse(textOf(search, "endpoint")),
    state: STORED_STATES.find((state) => state === textOf(search, "state")) ?? null,
    verdict: DELIVERY_VERDICTS.find((verdict) => verdict === textOf(search, "verdict")) ?? null,
    eventType: isId ? null : (words?.slice(0, 200) ?? null),
    origin: DELIVERY_ORIGINS.find((origin) => origin === textOf(search, "origin")) ?? null,
    from: from ?? spanStart(textOf(search, "time"), now),
    to: instantOf(search, "to"),
    requestId: isId ? words : null,
    callId: uuid.nullable().catch(null).parse(textOf(search, "call")),
  };
}

/** An instant in the address, as ISO 8601 with its zone; null for anything else. */
export function instantOf(search: SearchParams, name: string): Date | null {
  const text = instant.safeParse(textOf(search, name));
  return text.success ? new Date(text.data) : null;
}

function spanStart(time: string | null, now: Date): Date | null {
  const span = TIME_SPANS.find((known) => known === time);
  return span ? new Date(now.getTime() - SPANS[span] * HOUR_MS) : null;
}
