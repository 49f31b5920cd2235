import type { Fault } from "../faults/faults";
import type { Letter } from "../faults/write-letter";
import type { RetryPolicy } from "../sender";
import type { DeliveryRecord, RecordSubject } from "./delivery-record";
import { pause } from "./pause";
import { type PostOutcome, postLetter, type Transport } from "./post-letter";

/** One delivery on its way: when, how it is written, and by which rules it is tried again. */
export type Dispatch = {
  subject: RecordSubject;
  afterMs: number;
  write: (attempt: { number: number; now: Date }) => Letter;
  happened: () => void;
  retry: RetryPolicy;
};

export type Sending = {
  pace: number;
  closing: AbortSignal;
  isSilent: (provider: string, firmId: string) => boolean;
  /** Told of every letter before it is posted. */
  keep: (record: DeliveryRecord, letter: Letter) => void;
};

const LATE_MS = 20_000;
const DRIP_MS = 10_000;
const BURST_COPIES = 40;
const TIMEOUT_MS = 30_000;
const MAX_RETRY_AFTER_SECONDS = 3600;

/**
 * Makes one attempt and notes in `record` what came of it.
 * @returns milliseconds until the next attempt; null when there is none
 */
export async function sendDispatch(
  dispatch: Dispatch,
  record: DeliveryRecord,
  sending: Sending,
): Promise<number | null> {
  const faults: ReadonlySet<Fault> = new Set(dispatch.subject.faults);
  if (sending.closing.aborted) return end(record, "stopped");
  if (faults.has("silence") || sending.isSilent(record.provider, record.firmId)) return end(record, "silent");
  const isFirst = record.attempts === 0;
  record.attempts += 1;
  record.state = "sending";
  record.at = new Date().toISOString();
  const letter = tryToWrite(dispatch, record);
  if (!letter) return end(record, "unanswered");
  sending.keep(record, letter);
  if (isFirst && faults.has("late")) await pause(LATE_MS * sending.pace, sending.closing);
  const transport = transportFor(dispatch.retry, sending, isFirst ? faults : new Set());
  const copies = isFirst && faults.has("burst") ? BURST_COPIES : 1;
  note(record, await postCopies(letter, transport, copies));
  return whatNext(dispatch.retry, record, sending);
}

/** Posts a letter as it is, once, without another try. */
export async function postAgain(letter: Letter, record: DeliveryRecord, sending: Sending): Promise<void> {
  record.attempts = 1;
  record.state = "sending";
  note(
    record,
    await postLetter(letter, { timeoutMs: TIMEOUT_MS, dripMs: 0, isDropped: false, closing: sending.closing }),
  );
  end(record, settledState(record));
}

function tryToWrite(dispatch: Dispatch, record: DeliveryRecord): Letter | undefined {
  try {
    return dispatch.write({ number: record.attempts, now: new Date() });
  } catch (error) {
    record.problem = `not sent: ${error instanceof Error ? error.message : String(error)}`;
    return undefined;
  }
}

function transportFor(retry: RetryPolicy, { pace, closing }: Sending, faults: ReadonlySet<Fault>): Transport {
  return {
    timeoutMs: retry.timeoutMs ?? TIMEOUT_MS,
    dripMs: faults.has("slow") ? DRIP_MS * pace : 0,
    isDropped: faults.has("lost-answer"),
    closing,
  };
}

/** The worst outcome of all copies, with a count of their statuses in its words. */
async function postCopies(letter: Letter, transport: Transport, copies: number): Promise<PostOutcome> {
  const [first, ...others] = await Promise.all([
    postLetter(letter, transport),
    ...Array.from({ length: copies - 1 }, () => postLetter(letter, transport)),
  ]);
  if (others.length === 0) return first;
  const outcomes = [first, ...others];
  const worst = outcomes.find(({ status }) => !isSuccess(status)) ?? first;
  const counts = Map.groupBy(outcomes, ({ status }) => status ?? "no answer");
  return { ...worst, said: [...counts].map(([status, { length }]) => `${length} × ${status}`).join(", ") };
}

function note(record: DeliveryRecord, outcome: PostOutcome): void {
  record.status = outcome.status;
  record.answer = outcome.said;
  record.problem = outcome.problem;
  record.latencyMs = outcome.latencyMs;
  record.retryAfterSeconds = outcome.retryAfterSeconds;
}

function whatNext(retry: RetryPolicy, record: DeliveryRecord, { pace, closing }: Sending): number | null {
  if (isSuccess(record.status)) return end(record, "answered");
  if (closing.aborted) return end(record, "stopped");
  const outcome = record.status === null ? "no_answer" : { status: record.status };
  const waitMs = retry.waitsMs[record.attempts - 1];
  if (waitMs === undefined || !retry.isRetried(outcome)) return end(record, settledState(record));
  record.state = "waiting";
  const asked = retry.honoursRetryAfter ? Math.min(record.retryAfterSeconds ?? 0, MAX_RETRY_AFTER_SECONDS) * 1000 : 0;
  return Math.max(waitMs * pace, asked);
}

function settledState({ status }: DeliveryRecord): DeliveryRecord["state"] {
  if (status === null) return "unanswered";
  return isSuccess(status) ? "answered" : "refused";
}

function end(record: DeliveryRecord, state: DeliveryRecord["state"]): null {
  record.state = state;
  return null;
}

function isSuccess(status: number | null): boolean {
  return status !== null && status >= 200 && status < 300;
}
