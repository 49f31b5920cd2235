import { createServer } from "node:http";
import { answerNodeWebhook } from "@/lib/webhooks/answer-node-webhook";

// The lean door alone, as a process that can be starved, cut off and killed. Settings come from the environment;
// DOOR_CLOCK_MINUTES moves its clock.
const offsetMs = Number(process.env["DOOR_CLOCK_MINUTES"] ?? 0) * 60_000;
if (offsetMs !== 0) {
  const now = Date.now;
  const Clock = class extends Date {
    constructor(...given: [] | [number | string | Date]) {
      super(given.length === 0 ? now() + offsetMs : given[0]);
    }
    static override now = () => now() + offsetMs;
  };
  globalThis.Date = Clock as DateConstructor;
}

process.on("disconnect", () => process.exit(0));
const server = createServer({ joinDuplicateHeaders: true, keepAliveTimeout: 75_000 }, (request, response) => {
  if (!answerNodeWebhook(request, response)) response.writeHead(404).end();
});
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  process.stdout.write(`door at ${typeof address === "object" ? address?.port : ""}\n`);
});
