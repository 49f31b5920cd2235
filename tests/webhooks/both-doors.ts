import { once } from "node:events";
import { Agent, createServer, type IncomingMessage, request as openRequest } from "node:http";
import { answerNodeWebhook } from "@/lib/webhooks/answer-node-webhook";
import { answerWebhook } from "@/lib/webhooks/answer-webhook";
import { findProvider } from "@/lib/webhooks/registry";

type Delivery = {
  provider: string;
  /** The last segment of the URL; null is the platform's own door. */
  token: string | null;
  /** POST by default. */
  method?: string;
  headers: Record<string, string>;
  body: Uint8Array;
  /** Without the question mark. */
  query?: string;
};

/** A way into the intake of this process, as a sender sees it. */
export type Door = {
  name: "route" | "lean";
  send: (delivery: Delivery) => Promise<{ status: number; headers: Headers; body: string }>;
  close: () => Promise<void>;
};

const WITHOUT_BODY = new Set(["GET", "HEAD"]);

/** Both doors of this process: the route handler's, and the lean one behind a real server on a free loopback port. */
export async function openDoors(): Promise<Door[]> {
  return [routeDoor(), await leanDoor()];
}

function pathOf({ provider, token, query }: Delivery): string {
  const path = token === null ? `/api/webhooks/${provider}` : `/api/webhooks/${provider}/${token}`;
  return query === undefined ? path : `${path}?${query}`;
}

function routeDoor(): Door {
  return {
    name: "route",
    send: async (delivery) => {
      const { method = "POST", headers, body, provider, token } = delivery;
      const request = new Request(`http://desk.test${pathOf(delivery)}`, {
        method,
        headers,
        ...(WITHOUT_BODY.has(method) ? {} : { body: new Uint8Array(body) }),
      });
      const response = await answerWebhook(request, { provider: findProvider(provider), endpointToken: token });
      // What the server in front of a route handler leaves out.
      const text = method === "HEAD" ? "" : await response.text();
      return { status: response.status, headers: response.headers, body: text };
    },
    close: async () => {},
  };
}

async function leanDoor(): Promise<Door> {
  const server = createServer({ joinDuplicateHeaders: true, keepAliveTimeout: 75_000 }, (request, response) => {
    if (!answerNodeWebhook(request, response)) response.writeHead(404).end();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("the lean door has no port");
  const agent = new Agent({ keepAlive: true });
  return {
    name: "lean",
    send: async (delivery) => {
      const { method = "POST", headers, body } = delivery;
      const length = WITHOUT_BODY.has(method) ? {} : { "content-length": String(body.byteLength) };
      const request = openRequest({
        agent,
        host: "127.0.0.1",
        port: address.port,
        method,
        path: pathOf(delivery),
        headers: { ...length, ...headers },
      });
      // After its answer a body that is too large may meet a closed connection.
      request.on("error", () => {});
      request.end(WITHOUT_BODY.has(method) ? undefined : body);
      const [response] = (await once(request, "response")) as [IncomingMessage];
      const chunks = await response.toArray();
      const answered = new Headers();
      for (const [name, values] of Object.entries(response.headersDistinct)) {
        for (const value of values ?? []) answered.append(name, value);
      }
      return { status: response.statusCode ?? 0, headers: answered, body: Buffer.concat(chunks).toString("utf8") };
    },
    close: async () => {
      agent.destroy();
      server.close();
      server.closeAllConnections();
    },
  };
}
