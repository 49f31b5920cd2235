import { z } from "zod";
import { ConnectionDropped } from "../http/connection-dropped";
import { escapeHtml } from "../pages/escape-html";
import { callProvider } from "./call-provider";
import { handleControl, PAGE_HEADERS } from "./control/handle-control";
import { isForm } from "./control/read-control-input";
import { SenderRefusal } from "./sender-refusal";
import type { SendersContext } from "./senders-context";

const LOOPBACK_HOST = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/;

/** Answers one request: the control page and its interface, or a provider's own REST interface below its name. */
export async function routeRequest(context: SendersContext, request: Request, body: Uint8Array): Promise<Response> {
  const control = { request, body };
  try {
    refuseForeign(request);
    return handleControl(context, control) ?? (await callProvider(context, request, body));
  } catch (error) {
    if (error instanceof ConnectionDropped) throw error;
    const { status, message } = describe(error);
    if (!isForm(control)) return Response.json({ error: message }, { status });
    return new Response(problemPage(message), { status, headers: PAGE_HEADERS });
  }
}

/** Pages of other sites must not be able to send genuine events, whatever name they reach this address by. */
function refuseForeign(request: Request): void {
  const host = request.headers.get("host") ?? new URL(request.url).host;
  if (!LOOPBACK_HOST.test(host)) throw new SenderRefusal(400, "This address is for this machine alone");
  const site = request.headers.get("sec-fetch-site");
  if (request.method !== "GET" && site !== null && site !== "same-origin" && site !== "none") {
    throw new SenderRefusal(400, "Other sites may not use the simulator");
  }
}

function describe(error: unknown): { status: number; message: string } {
  if (error instanceof SenderRefusal) return { status: error.status, message: error.message };
  if (error instanceof z.ZodError) {
    const [issue] = error.issues;
    return { status: 400, message: `${issue?.path.join(".") || "The body"}: ${issue?.message ?? "is wrong"}` };
  }
  throw error;
}

function problemPage(message: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Simulated senders – not done</title>
<link rel="stylesheet" href="/control.css">
</head>
<body>
<main>
<h1>Not done</h1>
<p class="notice">${escapeHtml(message)}</p>
<p><a href="/">Back to the simulated senders</a></p>
</main>
</body>
</html>
`;
}
