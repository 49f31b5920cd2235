import { answerWebhook } from "@/lib/webhooks/answer-webhook";
import { findProvider } from "@/lib/webhooks/registry";
import { listenOnLoopback } from "@/simulators/http/listen-on-loopback";

// The webhook door alone, as a process that can be killed. Settings come from the environment.
process.on("disconnect", () => process.exit(0));
const server = await listenOnLoopback((request) => {
  const endpointToken = new URL(request.url).pathname.split("/").at(-1) ?? "";
  return answerWebhook(request, { provider: findProvider("vapi"), endpointToken });
}, 0);
process.stdout.write(`door at ${server.port}\n`);
