import type { PlannedDelivery, Target, WireRequest } from "../sender";
import type { Fault } from "./faults";
import { flipByte } from "./flip-byte";
import { joinSignatures, junkTimestamp, otherSecret, spoilProof, withoutProof } from "./spoil-proof";

/** What goes over the wire, and where to. */
export type Letter = { url: string; request: WireRequest };

/** `other` is another firm's door of the same provider; the faults that name one cannot be chosen without it. */
export type LetterPlan = {
  planned: PlannedDelivery;
  target: Target;
  other: Target | undefined;
  text: string;
  faults: ReadonlySet<Fault>;
};

const SHIFT_SECONDS: Partial<Record<Fault, number>> = {
  "old-timestamp": -660,
  "stale-past": -301,
  "stale-future": 301,
};

/** Modes whose key is the provider's own: the firm has no secret that could be another one. */
const KEYLESS_MODES = new Set(["ghl-ed25519"]);

/** Writes one attempt of a delivery with the faults that show in its bytes. */
export function writeLetter(plan: LetterPlan, attempt: { number: number; now: Date }): Letter {
  const { planned, target, faults } = plan;
  const shown = { number: attempt.number, now: shownTime(attempt.now, faults) };
  const request = planned.write(signerOf(plan), shown);
  const foreign = { ...target, secret: otherSecret(target.secret) };
  let { headers, body } = request;
  if (faults.has("two-signatures")) headers = joinSignatures(headers, planned.write(foreign, shown).headers);
  if (faults.has("junk-timestamp")) headers = junkTimestamp(headers);
  if (faults.has("tampered")) body = flipByte(body, plan.text);
  const isSpoilt = faults.has("bad-signature") || (faults.has("wrong-secret") && KEYLESS_MODES.has(target.mode));
  if (isSpoilt) headers = spoilProof(headers);
  if (faults.has("unsigned")) headers = withoutProof(headers);
  return { url: urlOf(plan, request), request: { ...request, headers, body } };
}

function signerOf({ target, other, faults }: LetterPlan): Target {
  return {
    ...target,
    ...(faults.has("wrong-secret") ? { secret: otherSecret(target.secret) } : {}),
    ...(faults.has("wrong-firm-account") && other ? { account: other.account } : {}),
  };
}

/** A time ahead counts from the next full second: it must still be 301 seconds when it arrives a moment later. */
function shownTime(now: Date, faults: ReadonlySet<Fault>): Date {
  const seconds = [...faults].reduce((sum, fault) => sum + (SHIFT_SECONDS[fault] ?? 0), 0);
  const from = seconds > 0 ? Math.ceil(now.getTime() / 1000) * 1000 : now.getTime();
  return new Date(from + seconds * 1000);
}

function urlOf({ target, other, faults }: LetterPlan, { path, query }: WireRequest): string {
  const door = faults.has("wrong-firm-url") && other ? other.url : target.url;
  const whole = path === undefined ? door : new URL(path, door).href;
  if (query === undefined) return whole;
  return `${whole}${whole.includes("?") ? "&" : "?"}${query}`;
}
