import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { type IncomingMessage, request as openRequest } from "node:http";
import { Webhook } from "standardwebhooks";
import { readDemoCredentials } from "@/scripts/demo/read-demo-credentials";
import { check, type Journey } from "../support/journey";

type Delivery = { what: string; method?: string; headers?: Record<string, string>; body: string | Buffer };
type Answer = { status: number; headers: Record<string, string | undefined>; body: string };

/** What belongs to one answer or one connection; everything else must be the same. */
const OWN = ["connection", "content-length", "date", "keep-alive", "transfer-encoding", "x-request-id"];
const JSON_TYPE = { "content-type": "application/json" };
const MEBIBYTE = 1_048_576;

function deliveriesTo(secret: string): Delivery[] {
  const signed = (what: string, message: object, headers: Record<string, string> = {}): Delivery => {
    const body = JSON.stringify({ message });
    const [id, at] = [`msg_${randomUUID()}`, new Date()];
    const proof = {
      "webhook-id": id,
      "webhook-timestamp": String(Math.floor(at.getTime() / 1_000)),
      "webhook-signature": new Webhook(secret).sign(id, at, body),
    };
    return { what, headers: { ...JSON_TYPE, ...proof, ...headers }, body };
  };
  const ask = { type: "function", function: { name: "get_missing_information", arguments: "{}" } };
  const toolCallList = Array.from({ length: 20 }, (_, index) => ({ ...ask, id: `call_${index}` }));
  const call = { id: randomUUID() };
  return [
    signed("an event about nothing here", { type: "status-update", status: "ringing", call }),
    signed("an event that nobody handles", { type: "hang", call: { id: randomUUID() } }),
    signed("tools", { type: "tool-calls", call, toolCallList }),
    signed("tools, packed if you like", { type: "tool-calls", call, toolCallList }, { "accept-encoding": "gzip, br" }),
    signed("no type", {}),
    { what: "no proof", headers: JSON_TYPE, body: "{}" },
    { what: "no content type", body: "{}" },
    { what: "a packed body", headers: { ...JSON_TYPE, "content-encoding": "gzip" }, body: "{}" },
    { what: "too much", headers: JSON_TYPE, body: Buffer.alloc(6 * MEBIBYTE, " ") },
    {
      what: "too much in chunks",
      headers: { ...JSON_TYPE, "transfer-encoding": "chunked" },
      body: Buffer.alloc(6 * MEBIBYTE),
    },
    ...["GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND"].map((method) => ({
      what: method,
      method,
      body: "",
    })),
  ];
}

async function send(url: string, { method = "POST", headers = {}, body }: Delivery): Promise<Answer> {
  const length = headers["transfer-encoding"] ? {} : { "content-length": String(Buffer.byteLength(body)) };
  const request = openRequest(url, { method, agent: false, headers: { ...length, ...headers } });
  // After its answer a body that is too large may meet a closed connection.
  request.on("error", () => {});
  request.end(body);
  const [response] = (await once(request, "response")) as [IncomingMessage];
  const text = Buffer.concat(await response.toArray()).toString("utf8");
  const kept = Object.entries(response.headers).filter(([name]) => !OWN.includes(name));
  return {
    status: response.statusCode ?? 0,
    headers: Object.fromEntries(kept.map(([name, value]) => [name, String(value)]).toSorted()),
    body: text.replace(/"requestId":"[0-9a-f-]{36}"/, '"requestId":"…"'),
  };
}

/** The lean door takes a path exactly as it is written; the same path with an escaped letter reaches Next's route. */
export const webhookDoors: Journey = {
  name: "the lean door and the route handler answer deliveries alike, header for header and byte for byte",
  run: async ({ desk }) => {
    const { firms } = readDemoCredentials(desk.dataDir);
    const vapi = firms[0]?.endpoints["vapi"];
    check(vapi, "the demo firm has no VAPI endpoint");
    const token = vapi.url.split("/").at(-1) ?? "";
    for (const last of [token, "A".repeat(32), "x", `${token}?a=b`]) {
      for (const delivery of deliveriesTo(vapi.secret)) {
        const lean = JSON.stringify(await send(`${desk.baseUrl}/api/webhooks/vapi/${last}`, delivery));
        const route = JSON.stringify(await send(`${desk.baseUrl}/api/webhooks/%76api/${last}`, delivery));
        // The second of two equal deliveries is a duplicate, whichever door it takes.
        const isRepeat = lean.includes("ignored") && route.replace("duplicate", "ignored") === lean;
        check(isRepeat || lean === route, `${delivery.what}: the lean door says ${lean}, the route handler ${route}`);
        check(!/"status":5\d\d/.test(lean), `${delivery.what}: a sender gets a server error: ${lean}`);
      }
    }
  },
};
