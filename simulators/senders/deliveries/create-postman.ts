import type { Letter } from "../faults/write-letter";
import { type DeliveryRecord, newRecord } from "./delivery-record";
import { pause } from "./pause";
import { type Dispatch, postAgain, type Sending, sendDispatch } from "./send-dispatch";

const MAX_RECORDS = 500;
const MAX_LETTERS = 100;

export type Postman = {
  /** Takes the deliveries of one scene, in the order in which they go out; they are on their way when it returns. */
  send: (dispatches: readonly Dispatch[]) => DeliveryRecord[];
  /** Posts the bytes of an earlier delivery again; undefined when they are not kept any more. */
  resend: (recordId: string) => DeliveryRecord | undefined;
  /** Oldest first, at most five hundred. */
  records: () => readonly DeliveryRecord[];
  /** Resolves when nothing is under way and nothing will be tried again. */
  settled: () => Promise<void>;
};

/**
 * Brings deliveries to the desk: each at its time and after the first attempt of the one before it, so that the order is
 * the one that was chosen; later attempts go their own ways.
 */
export function createPostman(options: Omit<Sending, "keep">): Postman {
  const records: DeliveryRecord[] = [];
  const letters = new Map<string, Letter>();
  const underWay = new Set<Promise<void>>();
  const sending: Sending = {
    ...options,
    keep: (record, letter) => {
      letters.delete(record.id);
      letters.set(record.id, letter);
      for (const id of [...letters.keys()].slice(0, -MAX_LETTERS)) letters.delete(id);
    },
  };

  function track(work: Promise<void>): void {
    underWay.add(work);
    void work.finally(() => underWay.delete(work));
  }

  function file(subject: Dispatch["subject"]): DeliveryRecord {
    const record = newRecord(subject);
    records.push(record);
    if (records.length > MAX_RECORDS) records.shift();
    return record;
  }

  function resend(record: DeliveryRecord, letter: Letter): { copy: DeliveryRecord; done: Promise<void> } {
    const copy = file({ ...record, label: `${record.label}, same bytes again` });
    sending.keep(copy, letter);
    return { copy, done: postAgain(letter, copy, sending) };
  }

  async function retry(dispatch: Dispatch, record: DeliveryRecord, firstWaitMs: number): Promise<void> {
    for (let waitMs: number | null = firstWaitMs; waitMs !== null; ) {
      await pause(waitMs, sending.closing);
      waitMs = await sendDispatch(dispatch, record, sending);
    }
  }

  async function play(entries: readonly { dispatch: Dispatch; record: DeliveryRecord }[]): Promise<void> {
    const startedAt = performance.now();
    for (const { dispatch, record } of entries) {
      await pause(dispatch.afterMs * sending.pace - (performance.now() - startedAt), sending.closing);
      dispatch.happened();
      const waitMs = await sendDispatch(dispatch, record, sending);
      if (waitMs !== null) track(retry(dispatch, record, waitMs));
      const letter = letters.get(record.id);
      if (letter && record.faults.includes("replay")) await resend(record, letter).done;
    }
  }

  return {
    send: (dispatches) => {
      const entries = dispatches.map((dispatch) => ({ dispatch, record: file(dispatch.subject) }));
      track(play(entries));
      return entries.map(({ record }) => record);
    },
    resend: (recordId) => {
      const record = records.find(({ id }) => id === recordId);
      const letter = letters.get(recordId);
      if (!record || !letter) return undefined;
      const { copy, done } = resend(record, letter);
      track(done);
      return copy;
    },
    records: () => records,
    settled: async () => {
      while (underWay.size > 0) await Promise.all(underWay);
    },
  };
}
