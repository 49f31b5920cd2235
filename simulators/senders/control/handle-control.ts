import { z } from "zod";
import { CONTROL_STYLE } from "../../pages/control-style";
import { API_FAULTS, type ApiFault, isApiFault } from "../api-faults";
import { playScene } from "../play-scene";
import { SenderRefusal } from "../sender-refusal";
import type { SendersContext } from "../senders-context";
import { playHeadline } from "./headlines";
import { listScenes } from "./list-scenes";
import { nestInput, readPlay } from "./play-input";
import { type ControlRequest, isForm, readControlInput } from "./read-control-input";
import { renderControlPage } from "./render-control-page";

export const PAGE_HEADERS = {
  "content-type": "text/html; charset=utf-8",
  "content-security-policy": "default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none'",
  "cache-control": "no-store",
  "x-content-type-options": "nosniff",
};

const MAX_SILENT_MINUTES = 1440;

const silenceInput = z.strictObject({
  provider: z.string(),
  firmId: z.string(),
  minutes: z.coerce.number().positive().max(MAX_SILENT_MINUTES).default(60),
});
const silenceEnd = z.strictObject({ provider: z.string().optional(), firmId: z.string().optional() });
const MAX_API_FAULTS = 20;
const apiFaultInput = z.strictObject({
  provider: z.string(),
  firmId: z.string().optional(),
  fault: z.custom<ApiFault>(
    (name) => typeof name === "string" && isApiFault(name),
    `must be one of ${Object.keys(API_FAULTS).join(", ")}`,
  ),
  count: z.coerce.number().int().min(1).max(MAX_API_FAULTS).default(1),
  path: z.string().max(200).optional(),
});
const replayInput = z.strictObject({ deliveryId: z.string() });

/**
 * The control page and what scripts ask for: `GET /`, `/control.css`, `/scenes`, `/deliveries`, `/api-faults`; `POST /play`,
 * `/headlines`, `/replay`, `/silence`, `/silence/end`, `/api-faults`; `DELETE /silence`. Undefined for every other path.
 * @throws SenderRefusal or z.ZodError when it cannot be done
 */
export function handleControl(context: SendersContext, control: ControlRequest): Response | undefined {
  const { request } = control;
  const url = new URL(request.url);
  switch (`${request.method} ${url.pathname}`) {
    case "GET /":
      return new Response(renderControlPage(context, url.searchParams), { headers: PAGE_HEADERS });
    case "GET /control.css":
      return new Response(CONTROL_STYLE, { headers: { "content-type": "text/css; charset=utf-8" } });
    case "GET /scenes":
      return Response.json(listScenes(context));
    case "GET /deliveries":
      return Response.json(context.postman.records().filter((record) => isAsked(record.playId, url)));
    case "POST /play": {
      const input = readControlInput(control);
      return answerTo(control, playScene(context, readPlay(isForm(control) ? nestInput(input) : input)));
    }
    case "POST /headlines":
      return answerTo(control, playHeadline(context, readControlInput(control)));
    case "POST /replay":
      return answerTo(control, replay(context, control));
    case "GET /api-faults":
      return Response.json({ planned: context.apiFaults.list(), requests: context.apiFaults.requests() });
    case "POST /api-faults":
      return answerTo(control, planApiFault(context, control));
    case "POST /silence":
      return answerTo(control, beginSilence(context, control));
    case "POST /silence/end":
    case "DELETE /silence":
      context.silences.end(silenceEnd.parse(readControlInput(control)));
      return answerTo(control, context.silences.list());
    default:
      return undefined;
  }
}

function isAsked(playId: string, url: URL): boolean {
  const asked = url.searchParams.get("playId");
  return asked === null || asked === playId;
}

function replay(context: SendersContext, control: ControlRequest) {
  const { deliveryId } = replayInput.parse(readControlInput(control));
  const delivery = context.postman.resend(deliveryId);
  if (!delivery) throw new SenderRefusal(404, "The bytes of that delivery are not kept any more");
  return delivery;
}

function beginSilence(context: SendersContext, control: ControlRequest) {
  const { provider, firmId, minutes } = silenceInput.parse(readControlInput(control));
  if (!context.senders.some((sender) => sender.provider === provider)) {
    throw new SenderRefusal(404, `No provider is called ${provider}`);
  }
  context.silences.begin({ provider, firmId, until: new Date(Date.now() + minutes * 60_000) });
  return context.silences.list();
}

function planApiFault({ senders, apiFaults }: SendersContext, control: ControlRequest) {
  const { provider, fault, count, path } = apiFaultInput.parse(readControlInput(control));
  if (!senders.some((sender) => sender.provider === provider && sender.api)) {
    throw new SenderRefusal(404, `${provider} has no interface here`);
  }
  apiFaults.plan({ provider, fault, count, path });
  return apiFaults.list();
}

/** A person who used a form comes back to the page where they were. */
function answerTo(control: ControlRequest, value: unknown): Response {
  if (!isForm(control)) return Response.json(value, { status: control.request.method === "DELETE" ? 200 : 201 });
  const { provider, firmId } = readControlInput(control);
  const place = new URLSearchParams();
  if (typeof provider === "string") place.set("provider", provider);
  if (typeof firmId === "string") place.set("firmId", firmId);
  const query = place.size > 0 ? `?${place}` : "";
  return new Response(null, { status: 303, headers: { location: `/${query}` } });
}
