import { parseArgs } from "node:util";
import next from "next";
import { createWebServer } from "./web-server/create-web-server.mjs";
import { stopOnSignal } from "./web-server/stop-on-signal.mjs";

// The production web server: Next behind a server of our own. Plain JavaScript, so that nothing is compiled at a start.
// What it knows of the app is one function that the app leaves on globalThis (lib/webhooks/open-webhook-door.ts).

const { values } = parseArgs({ options: { port: { type: "string" }, hostname: { type: "string" } } });
const port = Number(values.port);
const { hostname } = values;

// As `next start` does: requests that Next makes to itself go here, and not to the Host that a client names.
process.env.__NEXT_PRIVATE_ORIGIN = `http://${hostname ?? "localhost"}:${port}`;

const app = next({ dev: false, dir: process.cwd(), hostname: hostname ?? "localhost", port });
await app.prepare();
const { server, close } = createWebServer(app.getRequestHandler());
server.once("error", (error) => {
  console.error(`The web server cannot listen on port ${port}: ${error.message}`);
  process.exit(1);
});
stopOnSignal(close, () => app.close());
server.listen(port, hostname, () => console.log(`The web server listens on port ${port}.`));
