import "server-only";
import { inTenant } from "@/db/tenant";
import type { Principal } from "@/lib/core/principal";
import { hasConversation } from "@/lib/domain/conversations/require-conversation";
import { type InboxNews, type Listener, listenToInbox } from "./inbox-poll";

/** A stream ends by itself after this time, and the browser opens another: access is checked anew each time (AUTH-05). */
const LIFETIME_MS = 55_000;
const KEEP_ALIVE_MS = 15_000;

type Watching = {
  userId: string;
  /** The thread that is open, whose present people are told of. */
  conversationId: string | null;
  signal: AbortSignal;
};

/**
 * A stream of what changes in the firm's inbox, by ids and revisions alone: `event: conversations` with
 * `[{ id, revision }]`, `event: presence` with `{ conversationId, people: [{ userId, name, isTyping }] }`, and one
 * `event: ready` when it stands. The page reads the data itself, with its own check.
 */
export async function watchInbox(principal: Principal, watching: Watching): Promise<ReadableStream<Uint8Array> | null> {
  const { conversationId } = watching;
  const isThere = conversationId === null || (await inTenant(principal, (tx) => hasConversation(tx, conversationId)));
  return isThere ? openStream(principal, watching) : null;
}

function openStream(principal: Principal, watching: Watching): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let end: () => void = () => {};
  return new ReadableStream({
    start(controller) {
      const send = (text: string) => controller.enqueue(encoder.encode(text));
      const stop = () => {
        clearTimeout(lifetime);
        clearInterval(keepAlive);
        leave();
        watching.signal.removeEventListener("abort", stop);
        closeQuietly(controller);
      };
      end = stop;
      const listener: Listener = {
        userId: watching.userId,
        conversationId: watching.conversationId,
        tell: (news) => sendNews(send, news, stop),
      };
      send("retry: 1500\n\nevent: ready\ndata: {}\n\n");
      const leave = listenToInbox(principal.tenantId, listener);
      const lifetime = setTimeout(stop, LIFETIME_MS);
      const keepAlive = setInterval(() => send(": still here\n\n"), KEEP_ALIVE_MS);
      watching.signal.addEventListener("abort", stop);
      if (watching.signal.aborted) stop();
    },
    cancel() {
      end();
    },
  });
}

function sendNews(send: (text: string) => void, news: InboxNews, stop: () => void): void {
  if (news.kind === "end") {
    stop();
    return;
  }
  const { kind, ...data } = news;
  send(`event: ${kind}\ndata: ${JSON.stringify(kind === "conversations" ? news.changed : data)}\n\n`);
}

function closeQuietly(controller: ReadableStreamDefaultController<Uint8Array>): void {
  try {
    controller.close();
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
  }
}
