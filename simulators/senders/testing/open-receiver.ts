import { once } from "node:events";
import { createServer, type IncomingHttpHeaders } from "node:http";

/** A request as it arrived. `chunks` is in how many pieces its body came, `at` the time by `performance.now()`. */
export type Received = { url: string; headers: IncomingHttpHeaders; body: string; chunks: number; at: number };

export type ReceiverAnswer = "none" | { status: number; body?: unknown; headers?: Record<string, string> };

export type Receiver = {
  origin: string;
  received: Received[];
  /** How the next requests are answered; 200 `{"status":"accepted"}` until something else is said. */
  answer: (decide: (received: Received, count: number) => ReceiverAnswer) => void;
  close: () => Promise<void>;
};

/** A small desk: keeps what arrives and answers as a test says. */
export async function openReceiver(): Promise<Receiver> {
  const received: Received[] = [];
  let decide: (one: Received, count: number) => ReceiverAnswer = () => ({ status: 200, body: { status: "accepted" } });
  const server = createServer(async (incoming, outgoing) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) if (Buffer.isBuffer(chunk)) chunks.push(chunk);
    const one = {
      url: incoming.url ?? "",
      headers: incoming.headers,
      body: Buffer.concat(chunks).toString(),
      chunks: chunks.length,
      at: performance.now(),
    };
    received.push(one);
    const answer = decide(one, received.length);
    if (answer === "none") return;
    const { status, body, headers } = answer;
    outgoing.writeHead(status, { "content-type": "application/json", ...headers });
    outgoing.end(JSON.stringify(body ?? {}));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return {
    origin: `http://127.0.0.1:${port}`,
    received,
    answer: (next) => {
      decide = next;
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
