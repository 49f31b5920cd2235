import "server-only";
import type { LINE_PROVIDERS } from "@/db/schema/lines";

type Provider = (typeof LINE_PROVIDERS)[number];

/**
 * How long a provider may be silent about a message before its credits go back: Twilio tries for ten hours (ValidityPeriod),
 * the others say nothing or soon; who never confirms is waited for a day.
 */
const HOURS: Record<Provider, number> = { twilio: 72, evolution: 48, ghl: 72, aloware: 72, texting: 24, broadcast: 24 };

/** When the credits of a message that leaves at `at` go back if nobody has confirmed it. */
export function holdLastsUntil(provider: Provider, at: Date): Date {
  return new Date(at.getTime() + HOURS[provider] * 3_600_000);
}
