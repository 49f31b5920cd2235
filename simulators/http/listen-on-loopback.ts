import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { ConnectionDropped } from "./connection-dropped";

const MAX_BODY_BYTES = 2_097_152;

export type LoopbackServer = { port: number; close(): Promise<void> };

/**
 * Serves `answer` on 127.0.0.1. Port 0 means any free one. A rejection with `ConnectionDropped` closes the socket without an
 * answer.
 * @throws the listening error when the port is taken
 */
export async function listenOnLoopback(
  answer: (request: Request) => Promise<Response>,
  port: number,
): Promise<LoopbackServer> {
  const server = createServer((incoming, outgoing) => {
    serveOne(answer, incoming, outgoing).catch((error: unknown) => {
      if (!(error instanceof ConnectionDropped)) process.emitWarning(`A request failed: ${String(error)}`);
      outgoing.destroy();
    });
  });
  // A caller in the same process may be kept from noticing for seconds that an idle connection was closed, and lose a request on it.
  server.keepAliveTimeout = 0;
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  return {
    port: typeof address === "object" && address !== null ? address.port : port,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

async function serveOne(
  answer: (request: Request) => Promise<Response>,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const body = await readBody(incoming);
  if (body === undefined) {
    outgoing.writeHead(413).end();
    return;
  }
  const method = incoming.method ?? "GET";
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(", ") : value);
  }
  const url = new URL(incoming.url ?? "/", `http://${incoming.headers.host ?? "127.0.0.1"}`);
  const hasBody = method !== "GET" && method !== "HEAD" && body.length > 0;
  const response = await answer(new Request(url, { method, headers, ...(hasBody ? { body } : {}) }));
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  outgoing.end(Buffer.from(await response.arrayBuffer()));
}

async function readBody(incoming: IncomingMessage): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming) {
    if (!Buffer.isBuffer(chunk)) continue;
    size += chunk.length;
    if (size > MAX_BODY_BYTES) return undefined;
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks));
}
