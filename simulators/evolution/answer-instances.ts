import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { PlannedDelivery, Target } from "../senders/sender";
import type { GatewayCall } from "./answer-gateway";
import { drawQr } from "./draw-qr";
import type { GatewayMemory } from "./gateway-memory";
import { instanceIdOf, instanceOf, metaNumberOf, metaTokenOf } from "./instance";
import type { BookedInstance, InstanceBook } from "./instance-book";
import { planConnecting, planLoggedOut, planQrLimit, planRemoved } from "./plan-instance-events";
import { refuse } from "./refuse";

const createBody = z.looseObject({
  instanceName: z.string().min(1).max(100),
  integration: z.enum(["WHATSAPP-BAILEYS", "WHATSAPP-BUSINESS", "EVOLUTION"]),
  token: z.string().min(8).max(2_000).optional(),
  number: z
    .string()
    .regex(/^\d+[.@\w-]+/)
    .optional(),
});

const webhookBody = z.object({
  webhook: z.looseObject({
    enabled: z.boolean(),
    url: z.url(),
    headers: z.record(z.string(), z.string()).default({}),
    byEvents: z.boolean().default(false),
    base64: z.boolean().default(false),
    events: z.array(z.string()).default([]),
  }),
});

/** A code is good for that long; then the next is drawn. */
const QR_SECONDS = 20;
/** The gateway's QRCODE_LIMIT. */
const MOST_CODES = 30;

export function createInstance(book: InstanceBook, targets: readonly Target[], body: unknown): Response {
  const parsed = createBody.safeParse(body);
  if (!parsed.success) return refuse(400, "Bad Request", [['instance requires property "instanceName"']]);
  const { instanceName: name, integration, number, token = randomUUID().toUpperCase() } = parsed.data;
  const isBusiness = integration === "WHATSAPP-BUSINESS";
  if (isBusiness && parsed.data.token === undefined) return refuse(400, "Bad Request", ["token is required"]);
  if (isBusiness && number === undefined) return refuse(400, "Bad Request", ["number is required"]);
  if (book.find(name, targets)) return refuse(403, "Forbidden", [`This name "${name}" is already in use.`]);
  book.add({ name, token, phoneNumberId: isBusiness ? (number ?? null) : null });
  const status = isBusiness ? "open" : "created";
  const instance = { instanceName: name, instanceId: instanceIdOf(name), integration, status };
  return Response.json({ instance, hash: token, webhook: {}, settings: { groupsIgnore: true } }, { status: 201 });
}

export function fetchInstances(memory: GatewayMemory, instances: readonly BookedInstance[]): Response {
  return Response.json(
    instances.map(({ name, token, phoneNumberId }) => ({
      id: instanceIdOf(name),
      name,
      connectionStatus: memory.connection(name),
      ownerJid: memory.owner(name),
      integration: phoneNumberId === null ? "WHATSAPP-BAILEYS" : "WHATSAPP-BUSINESS",
      number: phoneNumberId,
      token,
    })),
  );
}

/** What Meta says of a number to whoever brings its token: `GET /{id}` of the Graph API. */
export function answerGraph(request: Request, phoneNumberId: string | undefined): Response {
  const token = request.headers.get("authorization")?.replace(/^Bearer /, "") ?? "";
  if (phoneNumberId === undefined || token !== metaTokenOf(phoneNumberId)) {
    const error = {
      message: "Invalid OAuth access token - Cannot parse access token",
      type: "OAuthException",
      code: 190,
    };
    return Response.json({ error }, { status: 401 });
  }
  return Response.json({ display_phone_number: metaNumberOf(phoneNumberId), id: phoneNumberId });
}

/** While nobody has scanned it, each request gets the code of the moment; at the limit the session is closed. */
export async function connectPhone(call: GatewayCall): Promise<Response> {
  const { memory, instance, api } = call;
  const { name } = instance;
  const state = memory.connection(name);
  if (state === "open") return Response.json({ instance: { instanceName: name, state } });
  if (state === "close") {
    instance.phone = new URL(api.request.url).searchParams.get("number");
    instance.shown = null;
    memory.connect(name, "connecting");
  }
  const shown = instance.shown;
  if (shown === null || Date.now() - shown.at >= QR_SECONDS * 1_000) {
    const count = (shown?.code.count ?? 0) + 1;
    if (count > MOST_CODES) {
      instance.shown = null;
      memory.connect(name, "close");
      tell(call, "Nobody scans the QR code", planQrLimit);
      return Response.json({ pairingCode: null, count: MOST_CODES });
    }
    const code = await drawQr(count, instance.phone !== null);
    instance.shown = { code, at: Date.now() };
    tell(call, "A QR code is shown", (target) => planConnecting(target, code));
  }
  return Response.json(instance.shown?.code ?? { count: 0 });
}

export function logOut(call: GatewayCall): Response {
  const { memory, instance } = call;
  if (memory.connection(instance.name) === "close") {
    return refuse(400, "Bad Request", [`The "${instance.name}" instance is not connected`]);
  }
  memory.connect(instance.name, "close");
  tell(call, "The desk logs the instance out", planLoggedOut);
  return Response.json({ status: "SUCCESS", error: false, response: { message: "Instance logged out" } });
}

export function removeInstance(call: GatewayCall): Response {
  const { memory, instance, book } = call;
  if (memory.connection(instance.name) === "open") {
    return refuse(400, "Bad Request", [`The "${instance.name}" instance needs to be disconnected`]);
  }
  tell(call, "The desk removes the instance", planRemoved);
  book.remove(instance.name);
  return Response.json({ status: "SUCCESS", error: false, response: { message: "Instance deleted" } });
}

export function setWebhook({ instance, body }: GatewayCall): Response {
  const parsed = webhookBody.safeParse(body);
  if (!parsed.success) return refuse(400, "Bad Request", [['instance requires property "webhook"']]);
  const { enabled, url, headers } = parsed.data.webhook;
  instance.webhook = enabled ? { url, jwtKey: headers["jwt_key"] ?? "" } : null;
  return Response.json({ id: randomUUID(), ...parsed.data.webhook }, { status: 201 });
}

/** Tells an event of the instance at the address that it was given; one of the desk's list has one without being told. */
export function tell(
  { api, instance }: Pick<GatewayCall, "api" | "instance">,
  title: string,
  plan: (target: Target) => PlannedDelivery[],
): void {
  const target = api.targets.find((one) => instanceOf(one) === instance.name);
  if (target) api.tell(target, title, plan(target));
}
