import "server-only";
import { inTenant } from "@/db/tenant";
import type { Principal } from "@/lib/core/principal";
import { findCallRevision } from "@/lib/domain/calls/find-call-revision";

const POLL_MS = 700;
const KEEP_ALIVE_ROUNDS = 20;
/** A stream ends by itself after this time, and the browser opens another: access is checked anew each time (AUTH-05). */
const LIFETIME_MS = 55_000;

/**
 * A stream of a call's revisions, `event: revision` with the number as data, or null when the call is not there for this
 * person. Polling one row by key works over every driver and pooler; LISTEN does not.
 */
export async function watchCall(
  principal: Principal,
  callId: string,
  signal: AbortSignal,
): Promise<ReadableStream<Uint8Array> | null> {
  const read = () => inTenant(principal, (tx) => findCallRevision(tx, callId));
  const first = await read();
  if (first === null) return null;
  const encoder = new TextEncoder();
  return new ReadableStream({
    async start(controller) {
      const send = (text: string) => controller.enqueue(encoder.encode(text));
      try {
        send(`retry: 1500\n\nevent: revision\ndata: ${first}\n\n`);
        await follow({ read, send, signal, first });
      } catch {
        // The reader went away or the database did not answer: either way the browser asks again.
      } finally {
        closeQuietly(controller);
      }
    },
  });
}

type Following = {
  read: () => Promise<number | null>;
  send: (text: string) => void;
  signal: AbortSignal;
  first: number;
};

async function follow({ read, send, signal, first }: Following): Promise<void> {
  const until = Date.now() + LIFETIME_MS;
  let last = first;
  for (let round = 1; Date.now() < until && !signal.aborted; round += 1) {
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    if (signal.aborted) return;
    const revision = await read();
    if (revision === null) return;
    if (revision !== last) send(`event: revision\ndata: ${revision}\n\n`);
    else if (round % KEEP_ALIVE_ROUNDS === 0) send(": still here\n\n");
    last = revision;
  }
}

function closeQuietly(controller: ReadableStreamDefaultController<Uint8Array>): void {
  try {
    controller.close();
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
  }
}
