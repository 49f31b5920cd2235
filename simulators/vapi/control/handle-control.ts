import { z } from "zod";
import { CONTROL_STYLE } from "../../pages/control-style";
import { ApiRefusal } from "../api/api-refusal";
import { identifyOrg } from "../api/identify-org";
import { parseBody, parseJson } from "../api/parse-body";
import { checkServer } from "../api/resource-kinds";
import { serverConfig } from "../schema/server-config.schema";
import type { SimulatorContext } from "../simulator-context";
import { addCredential, addNumber } from "./account-forms";
import { nextCallPlan } from "./next-call-plans";
import { inboundCall, placeInboundCall } from "./place-inbound-call";
import { renderControlPage } from "./render-control-page";
import { silentRecording } from "./silent-recording";

const PAGE_HEADERS = {
  "content-type": "text/html; charset=utf-8",
  "content-security-policy": "default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none'",
  "cache-control": "no-store",
};

const liveControl = z.looseObject({ type: z.string() });
const orgSettings = z.strictObject({ server: serverConfig });

export type ControlRequest = { request: Request; body: Uint8Array; path: readonly string[] };

/** `/` and `/simulator/…`: what the real provider does not have. `path` is what follows `/simulator`. */
export async function handleControl(context: SimulatorContext, control: ControlRequest): Promise<Response> {
  const { request, path } = control;
  if (request.method !== "GET" && request.headers.get("sec-fetch-site") === "cross-site") {
    throw new ApiRefusal(400, "Other sites may not use the simulator");
  }
  const [first, id, third] = path;
  const route = `${request.method} /${first ?? ""}`;
  switch (route) {
    case "GET /":
      return new Response(renderControlPage(context), { headers: PAGE_HEADERS });
    case "GET /control.css":
      return new Response(CONTROL_STYLE, { headers: { "content-type": "text/css; charset=utf-8" } });
    case "GET /deliveries":
      return Response.json(context.postman.records());
    case "GET /calls":
      return Response.json(context.store.calls.all());
    case "GET /faults":
      return Response.json(context.plans.list());
    case "DELETE /faults":
      context.plans.clear();
      return Response.json([]);
    case "POST /faults":
      context.plans.add(parseBody(nextCallPlan, readInput(control)));
      return answerTo(control, context.plans.list());
    case "POST /forget":
      context.plans.clear();
      return answerTo(control, []);
    case "POST /inbound": {
      const input = parseBody(inboundCall, readInput(control));
      return answerTo(control, await placeInboundCall(context, input, new URL(request.url).origin));
    }
    case "POST /credentials":
      return answerTo(control, addCredential(context, readInput(control)));
    case "POST /numbers":
      return answerTo(control, addNumber(context, readInput(control)));
    case "POST /org":
      return saveOrgServer(context, control);
    case "POST /calls":
      return controlCall(context, control, id ?? "");
    case "GET /files":
      return serveFile(context, id ?? "", third ?? "");
    default:
      throw new ApiRefusal(404, `Cannot ${request.method} ${new URL(request.url).pathname}`);
  }
}

/** A form or JSON; fields that were left empty in a form are not there. */
function readInput(control: ControlRequest): unknown {
  const { body } = control;
  if (!isForm(control)) return parseJson(body);
  const fields = new URLSearchParams(new TextDecoder().decode(body));
  const names = [...new Set(fields.keys())].filter((name) => fields.get(name) !== "");
  return Object.fromEntries(names.map((name) => [name, name === "faults" ? fields.getAll(name) : fields.get(name)]));
}

function answerTo(control: ControlRequest, value: unknown): Response {
  if (isForm(control)) return new Response(null, { status: 303, headers: { location: "/" } });
  return Response.json(value, { status: 201 });
}

/** `curl -d '{…}'` names the type of a form too; no form begins with a brace. */
function isForm({ request, body }: ControlRequest): boolean {
  const type = request.headers.get("content-type") ?? "";
  return type.startsWith("application/x-www-form-urlencoded") && body[0] !== "{".charCodeAt(0);
}

/** Stands for the organisation's server settings, which live in the provider's dashboard. */
function saveOrgServer(context: SimulatorContext, { request, body }: ControlRequest): Response {
  const orgId = identifyOrg(request, context.keys);
  const { server } = parseBody(orgSettings, parseJson(body));
  checkServer(context.store, orgId, server);
  const now = new Date().toISOString();
  context.store.orgServers.put({ id: orgId, orgId, createdAt: now, updatedAt: now, data: server });
  return Response.json({ id: orgId, server });
}

/** `monitor.controlUrl`. As with the real provider whoever holds the URL may end the call. */
function controlCall(context: SimulatorContext, { body }: ControlRequest, id: string): Response {
  const running = context.running.get(id);
  const record = context.store.calls.all().find((call) => call.id === id);
  if (running === undefined || record?.call.monitor?.controlUrl === undefined) {
    throw new ApiRefusal(404, `Call ${id} is not running or may not be controlled`);
  }
  const { type } = parseBody(liveControl, parseJson(body));
  if (type !== "end-call") throw new ApiRefusal(400, `Control ${type} is not simulated, only end-call`);
  running.hangUp("manually-canceled");
  return Response.json({ success: true });
}

function serveFile(context: SimulatorContext, id: string, name: string): Response {
  const record = context.store.calls.all().find((call) => call.id === id);
  const artifact = record?.call.artifact;
  if (artifact?.recordingUrl !== undefined && /^(mono|stereo|assistant|customer)\.wav$/.test(name)) {
    const recording = silentRecording(name === "stereo.wav" ? 2 : 1);
    return new Response(recording, { headers: { "content-type": "audio/wav" } });
  }
  if (artifact?.logUrl !== undefined && name === "call.log") {
    const lines = context.postman.records().filter(({ callId }) => callId === id);
    return new Response(lines.map((line) => `${JSON.stringify(line)}\n`).join(""));
  }
  throw new ApiRefusal(404, `No ${name} for call ${id}`);
}
