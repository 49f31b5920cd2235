import { randomBytes } from "node:crypto";
import { presign } from "../conversation/build-artifact";
import { type CallFilter, callChange, callFilter } from "../schema/call.schema";
import type { SimulatorContext } from "../simulator-context";
import type { ApiCall, SimulatedCall } from "../state/simulated-call";
import { ApiRefusal } from "./api-refusal";
import { createCall } from "./create-call";
import { parseBody, parseJson } from "./parse-body";

const RECORDINGS: Readonly<Record<string, string>> = {
  "mono-recording": "mono.wav",
  "stereo-recording": "stereo.wav",
  "assistant-recording": "assistant.wav",
  "customer-recording": "customer.wav",
};

export type ApiRequest = { orgId: string; request: Request; body: Uint8Array; path: readonly string[] };

/** `/call` and what is under it. `path` is what follows `/call`. */
export async function handleCalls(context: SimulatorContext, api: ApiRequest): Promise<Response> {
  const { orgId, request, path } = api;
  const [id, file, ...rest] = path;
  if (id === undefined) {
    if (request.method === "POST") return await createCall(context, api);
    if (request.method === "GET") return listCalls(context, api);
    throw new ApiRefusal(404, `Cannot ${request.method} /call`);
  }
  const record = context.store.calls.find(orgId, id);
  if (record === undefined || rest.length > 0) throw new ApiRefusal(404, `Call ${id} not found`);
  if (file !== undefined) return redirectToRecording(record, file, new URL(request.url).origin);
  switch (request.method) {
    case "GET":
      return Response.json(showCall(record.call));
    case "PATCH":
      return renameCall(context, record, api.body);
    case "DELETE":
      return deleteCall(context, record);
    default:
      throw new ApiRefusal(404, `Cannot ${request.method} /call/${id}`);
  }
}

function listCalls(context: SimulatorContext, { orgId, request }: ApiRequest): Response {
  const filter = parseBody(callFilter, Object.fromEntries(new URL(request.url).searchParams));
  const found = context.store.calls.list(orgId).filter(({ call }) => matches(call, filter));
  return Response.json(found.slice(0, filter.limit ?? 100).map(({ call }) => showCall(call)));
}

function matches(call: ApiCall, filter: CallFilter): boolean {
  const isSame = (wanted: string | undefined, value: string | undefined) => wanted === undefined || wanted === value;
  return (
    isSame(filter.id, call.id) &&
    isSame(filter.assistantId, call.assistantId) &&
    isSame(filter.phoneNumberId, call.phoneNumberId) &&
    isWithin(call.createdAt, {
      gt: filter.createdAtGt,
      ge: filter.createdAtGe,
      lt: filter.createdAtLt,
      le: filter.createdAtLe,
    }) &&
    isWithin(call.updatedAt, {
      gt: filter.updatedAtGt,
      ge: filter.updatedAtGe,
      lt: filter.updatedAtLt,
      le: filter.updatedAtLe,
    })
  );
}

type Bounds = Readonly<Record<"gt" | "ge" | "lt" | "le", string | undefined>>;

function isWithin(instant: string, { gt, ge, lt, le }: Bounds): boolean {
  const at = Date.parse(instant);
  return (
    (gt === undefined || at > Date.parse(gt)) &&
    (ge === undefined || at >= Date.parse(ge)) &&
    (lt === undefined || at < Date.parse(lt)) &&
    (le === undefined || at <= Date.parse(le))
  );
}

function showCall(call: ApiCall): Readonly<Record<string, unknown>> {
  const { artifact, ...plain } = call;
  if (artifact === undefined) return plain;
  const { messages } = artifact;
  return { ...plain, messages, artifact: presign(artifact, { isForced: false }) };
}

function renameCall(context: SimulatorContext, record: SimulatedCall, body: Uint8Array): Response {
  const { name } = parseBody(callChange, parseJson(body));
  const call = { ...record.call, ...(name === undefined ? {} : { name }), updatedAt: new Date().toISOString() };
  context.store.calls.put({ ...record, call });
  return Response.json(showCall(call));
}

/** A call that has not ended is ended; webhooks about its end still go out. */
function deleteCall(context: SimulatorContext, record: SimulatedCall): Response {
  const isScheduled = record.call.status === "scheduled";
  context.store.calls.remove(record.orgId, record.id);
  context.running.get(record.id)?.hangUp(isScheduled ? "scheduled-call-deleted" : "call-deleted");
  return Response.json(showCall(record.call));
}

/** 302 to a URL that needs no key. `origin` is the simulator's of today: the port may be another one than at the call. */
function redirectToRecording(record: SimulatedCall, file: string, origin: string): Response {
  const name = Object.hasOwn(RECORDINGS, file) ? RECORDINGS[file] : undefined;
  if (name === undefined || record.call.artifact?.recordingUrl === undefined) {
    throw new ApiRefusal(404, `No ${file} for call ${record.id}`);
  }
  const signature = randomBytes(32).toString("hex");
  const location = `${origin}/simulator/files/${record.id}/${name}?X-Amz-Expires=3600&X-Amz-Signature=${signature}`;
  return new Response(null, { status: 302, headers: { location } });
}
