import { z } from "zod";
import { secretsEqual } from "@/lib/core/sha256";
import { numberOf } from "../senders/control/demo-people";
import type { ApiRequest, Target } from "../senders/sender";
import { fateOf } from "../senders/simulated-fate";
import { alowareContact } from "./aloware-contact";
import type { AlowareMemory } from "./aloware-memory";
import { writeAlowareTime } from "./aloware-time";
import { planAlowareDelivery } from "./plan-aloware-delivery";
import { planSentText } from "./plan-sent-text";

const phone = z.string().regex(/^\+?[0-9() .-]{7,20}$/);
const text = z.looseObject({
  to: phone,
  message: z.string().min(1).max(1_600),
  from: phone.optional(),
  line_id: z.union([z.number().int(), z.string().min(1)]).optional(),
});
const form = z.looseObject({
  phone_number: phone,
  name: z.string().default(""),
  is_dnc: z.union([z.boolean(), z.literal([0, 1]).transform(Boolean)]).optional(),
  force_update: z.union([z.boolean(), z.literal([0, 1]).transform(Boolean)]).default(false),
});

const REFUSED = {
  invalid: "The to field must be a valid phone number.",
  region: "Messaging to this country is not enabled.",
  "opted-out": "Contact has opted out of messages.",
  "not-mobile": "The number is a landline.",
  "do-not-disturb": "Contact is on the DNC list.",
} as const;

/**
 * What of Aloware's REST interface a desk needs (providers-voice C.1): texts, contacts with their mark, users. The token of
 * an account is what the firm typed for its webhook, or the part of it behind the colon. A route that is not there is
 * answered with status 200 and a page.
 */
export async function handleAlowareApi(memory: AlowareMemory, api: ApiRequest): Promise<Response> {
  const { request, path, targets } = api;
  const query = new URL(request.url).searchParams;
  const route = `${request.method} ${path.join("/")}`;
  const body = request.method === "POST" ? await readObject(request) : {};
  const token = request.method === "POST" ? body["api_token"] : query.get("api_token");
  const target = targets.find((one) => typeof token === "string" && isTokenOf(one, token));
  const answer = ROUTES[route];
  if (answer === undefined) return page();
  if (target === undefined) return Response.json({ message: "Unauthenticated." }, { status: 401 });
  return answer({ memory, target, body, query, tell: api.tell });
}

type Asked = {
  memory: AlowareMemory;
  target: Target;
  body: Record<string, unknown>;
  query: URLSearchParams;
  tell: ApiRequest["tell"];
};

const ROUTES: Readonly<Record<string, (asked: Asked) => Response>> = {
  "POST api/v1/webhook/sms-gateway/send": sendText,
  "POST api/v1/webhook/forms": keepContact,
  "GET api/v1/webhook/contact/phone-number": findContact,
  "GET api/v1/webhook/users": ({ target }) => Response.json([{ id: 1, name: `Intake of ${target.firmName}` }]),
};

function isTokenOf({ secret }: Target, token: string): boolean {
  return secretsEqual(token, secret) || secretsEqual(token, secret.slice(secret.indexOf(":") + 1));
}

function sendText({ memory, target, body, tell }: Asked): Response {
  const order = text.safeParse(body);
  if (!order.success) return invalid(order.error);
  const { to, message, from, line_id: lineId } = order.data;
  if (from === undefined && lineId === undefined) {
    return Response.json(
      { errors: { from: ["The from field is required when line id is not present."] } },
      { status: 422 },
    );
  }
  const known = memory.find(target.firmId, to);
  const fate = known?.isDnc ? ({ kind: "refused", why: "do-not-disturb" } as const) : fateOf(to);
  if (fate.kind === "refused") {
    const field = fate.why === "invalid" ? { errors: { to: [REFUSED.invalid] } } : {};
    return Response.json({ message: REFUSED[fate.why], ...field }, { status: 422 });
  }
  const input = { from: to, to: from ?? numberOf(target.firmId), text: message, name: known?.name ?? "" };
  tell(target, "The desk sends a text", planSentText(input));
  return Response.json({ message: "Message sent." }, { status: 202 });
}

/** Nothing changes at a contact that exists, unless that is asked for; a change of the mark is told of. */
function keepContact({ memory, target, body, tell }: Asked): Response {
  const asked = form.safeParse(body);
  if (!asked.success) return invalid(asked.error);
  const { phone_number: number, name, is_dnc: isDnc, force_update: isForced } = asked.data;
  const known = memory.find(target.firmId, number);
  if (known !== undefined && !isForced) return Response.json({ message: "Contact already exists" }, { status: 409 });
  const contact = { phone: number, name: name || (known?.name ?? ""), isDnc: isDnc ?? known?.isDnc ?? false };
  memory.keep(target.firmId, contact);
  const written = { ...alowareContact({ from: number, to: "", text: "", name: contact.name }), is_dnc: contact.isDnc };
  if (contact.isDnc !== (known?.isDnc ?? false)) {
    const at = writeAlowareTime(new Date());
    const content = { event: "Contact-DNC-Updated", body: { ...written, created_at: at, updated_at: at } };
    tell(target, "The desk marks a contact", [
      planAlowareDelivery({ label: "Contact DNC Updated", afterMs: 500, content }),
    ]);
  }
  return Response.json({ message: "Contact saved.", contact: written }, { status: known === undefined ? 201 : 200 });
}

function findContact({ memory, target, query }: Asked): Response {
  const known = memory.find(target.firmId, query.get("phone_number") ?? "");
  if (known === undefined) return Response.json({ error: "Contact not found." }, { status: 404 });
  const { phone: from, name, isDnc } = known;
  return Response.json({ ...alowareContact({ from, to: "", text: "", name }), is_dnc: isDnc });
}

function invalid({ issues }: z.ZodError): Response {
  const errors = Object.fromEntries(
    issues.map(({ path, code }) => {
      const field = String(path[0] ?? "body");
      const words = code === "too_big" ? "may not be greater than 1600 characters." : "field is invalid.";
      return [field, [`The ${field.replaceAll("_", " ")} ${words}`]];
    }),
  );
  return Response.json({ message: "The given data was invalid.", errors }, { status: 422 });
}

function page(): Response {
  const html =
    '<!doctype html><html lang="en"><head><title>Aloware</title></head><body><div id="app"></div></body></html>';
  return new Response(html, { headers: { "content-type": "text/html; charset=utf-8" } });
}

async function readObject(request: Request): Promise<Record<string, unknown>> {
  try {
    const body: unknown = await request.json();
    return typeof body === "object" && body !== null ? { ...body } : {};
  } catch {
    return {};
  }
}
