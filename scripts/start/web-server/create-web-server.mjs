import { createServer } from "node:http";
import { SECURITY_HEADERS } from "../../../lib/http/security-headers.mjs";
import { answerBrokenRequest } from "./answer-broken-request.mjs";
import { closeServer } from "./close-server.mjs";
import { endUnreadBody } from "./end-unread-body.mjs";
import { noteExchange } from "./last-exchange.mjs";
import { rawProblem, writeProblem } from "./problem.mjs";
import { refusalOf } from "./refusal-of.mjs";

const SETTINGS = {
  // Both doors see a repeated header whole: by itself Node keeps the first Authorization and hides the second.
  joinDuplicateHeaders: true,
  // Node's own answer to a missing Host carries none of our headers; refusalOf answers it.
  requireHostHeader: false,
  // Nothing here speaks another protocol. An offer to upgrade is left aside, and the request is answered (RFC 9110 7.8).
  shouldUpgradeCallback: () => false,
  // A connection that a load balancer keeps must not end on this side first: theirs keep one for 60 seconds.
  keepAliveTimeout: 75_000,
  // Slow senders: the headers, then the whole request. Uploads over a poor line need minutes.
  headersTimeout: 20_000,
  requestTimeout: 300_000,
  connectionsCheckingInterval: 5_000,
};

/** @typedef {import("node:http").IncomingMessage} Request */
/** @typedef {import("node:http").ServerResponse} Response */

/**
 * The server that stands before `handle` (Next): what no handler should see is answered here, webhooks go to the app's
 * own door where it is open, and every answer carries the security headers (WEB-02). `close` takes no new connection and
 * resolves when what is under way has been answered.
 * @param {(request: Request, response: Response) => Promise<void>} handle
 * @param {import("node:http").ServerOptions} [settings] in the place of the usual ones
 */
export function createWebServer(handle, settings = {}) {
  const server = createServer({ ...SETTINGS, ...settings });
  /** @type {Set<Response>} */
  const open = new Set();

  /** @param {Request} request @param {Response} response */
  function take(request, response) {
    noteExchange(request, response);
    const refusal = refusalOf(request);
    if (refusal !== null) return writeProblem(response, refusal);
    if (globalThis.docketlineWebhookDoor?.(request, response)) return;
    if (request.headers.expect !== undefined) response.writeContinue();
    for (const [name, value] of SECURITY_HEADERS) response.setHeader(name, value);
    endUnreadBody(request, response);
    open.add(response);
    response.once("close", () => open.delete(response));
    handle(request, response).catch((error) => {
      if (response.destroyed) return;
      process.stderr.write(`${error.stack}\n`);
      if (response.headersSent) response.destroy();
      else writeProblem(response, 500);
    });
  }

  server.on("request", take);
  // Whoever reads the body tells the sender to go on.
  server.on("checkContinue", take);
  server.on("checkExpectation", (_request, response) => writeProblem(response, 417));
  server.on("connect", (_request, socket) => {
    socket.on("error", () => {});
    socket.end(rawProblem(405));
  });
  server.on("clientError", answerBrokenRequest);
  return { server, close: () => closeServer(server, open) };
}
