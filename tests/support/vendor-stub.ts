import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";

export type StubRequest = {
  method: string;
  url: string;
  headers: Record<string, string | undefined>;
  body: string;
};

export type StubAnswer = (outgoing: ServerResponse, incoming: IncomingMessage) => void;

export type VendorStub = {
  url: string;
  received: StubRequest[];
  answer: (next: StubAnswer) => void;
  close: () => Promise<void>;
};

/** A server in the place of a provider, which answers as a test says and keeps what came. */
export async function openVendorStub(): Promise<VendorStub> {
  const received: StubRequest[] = [];
  let answer: StubAnswer = json(500, {});
  const server = createServer(async (incoming, outgoing) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(Buffer.from(chunk));
    const headers = Object.fromEntries(
      Object.entries(incoming.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(", ") : value]),
    );
    received.push({
      method: incoming.method ?? "",
      url: incoming.url ?? "",
      headers,
      body: Buffer.concat(chunks).toString("utf8"),
    });
    answer(outgoing, incoming);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}`,
    received,
    answer: (next) => {
      answer = next;
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

export function json(status: number, body: unknown, headers: Record<string, string> = {}): StubAnswer {
  return (outgoing) =>
    outgoing.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
}

/** Answers of a provider whose effect nobody knows: what a client reads of them must be `unknown`. */
export const LOST_ANSWERS: readonly [name: string, answer: StubAnswer][] = [
  ["a connection that is cut", (outgoing) => outgoing.destroy()],
  ["a success without an id", json(201, { status: "queued" })],
  [
    "a page with status 200",
    (outgoing) => outgoing.writeHead(200, { "content-type": "text/html" }).end("<!doctype html>"),
  ],
  ["a success that is no JSON", (outgoing) => outgoing.writeHead(201, { "content-type": "application/json" }).end("{")],
  [
    "a success whose body breaks off",
    (outgoing) => {
      outgoing.writeHead(201, { "content-type": "application/json", "content-length": "100" });
      outgoing.write('{"sid":"SM', () => outgoing.destroy());
    },
  ],
  [
    "a success that is too long",
    (outgoing) => outgoing.writeHead(201, { "content-type": "application/json" }).end(`"${"x".repeat(2_000_000)}"`),
  ],
  ["a redirect", (outgoing) => outgoing.writeHead(307, { location: "/elsewhere" }).end()],
  ["a time-out of the provider's own", json(408, {})],
  ["an error of the provider", json(500, { code: 21610 })],
  ["a gateway without an answer", json(502, {})],
  ["a provider that is not there", json(503, {}, { "retry-after": "5" })],
];

/** The address of a port at which nobody listens. */
export async function closedPort(): Promise<string> {
  const stub = await openVendorStub();
  await stub.close();
  return stub.url;
}
