import { createHmac, randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import type { TranscriptTurn } from "@/db/schema/call-logs";
import { callLogs } from "@/db/schema/call-logs";
import { callTokens } from "@/db/schema/call-tokens";
import { cases } from "@/db/schema/cases";
import { connections } from "@/db/schema/connections";
import { contactPhones } from "@/db/schema/contact-phones";
import { contacts } from "@/db/schema/contacts";
import { firms } from "@/db/schema/firms";
import { webhookEvents } from "@/db/schema/webhook-events";
import { inTenant, type TenantTx } from "@/db/tenant";
import type { Principal } from "@/lib/core/principal";
import { mintCallToken } from "@/lib/domain/calls/call-token";
import { CALL_TOOLS } from "@/lib/domain/calls/call-tools.schema";
import { createEndpoint } from "@/lib/domain/webhook-endpoints/create-endpoint";
import type { EndpointMode } from "@/lib/domain/webhook-endpoints/provider-modes.schema";
import { processWebhookEvent } from "@/lib/jobs/handlers/process-webhook-event";
import { answerWebhook } from "@/lib/webhooks/answer-webhook";
import { findProvider } from "@/lib/webhooks/registry";
import { testPrincipal } from "@/tests/support/test-database";

export type Json = Record<string, unknown>;

export type PlacedCall = {
  callId: string;
  caseId: string | null;
  token: string;
  providerCallId: string;
  number: string;
};

export type WebhookFirm = {
  principal: Principal;
  endpointId: string;
  /** The last segment of the endpoint's URL. */
  token: string;
  secret: string;
  mode: EndpointMode;
  caseId: string;
  contactId: string;
  read: <T>(work: (tx: TenantTx) => Promise<T>) => Promise<T>;
  /** A call that was placed to the firm's client and has told nothing yet. */
  placeCall: (options?: {
    fields?: string[];
    tools?: string[];
    expiresAt?: Date;
    number?: string;
  }) => Promise<PlacedCall>;
  /** Sends `{ message }` to the firm's endpoint with a genuine proof. */
  send: (message: Json, headers?: Record<string, string>) => Promise<Response>;
  /** The bytes and the genuine proof of a delivery, for a door of another process. */
  sign: (message: Json) => { body: string; headers: Record<string, string> };
  /** Does the work of every event that waits, as the worker would; gives how many. */
  work: () => Promise<number>;
};

let nextNumber = 0;

/** A number of its own in the range for fiction (NANP 555-01xx) over many area codes. */
export function fictionalNumber(): string {
  nextNumber += 1;
  return `+1${201 + Math.floor(nextNumber / 100)}55501${String(nextNumber % 100).padStart(2, "0")}`;
}

/** A firm with a client, a case, a connected assistant and one endpoint in `mode`. */
export async function openWebhookFirm(name: string, mode: EndpointMode = "standard-webhooks"): Promise<WebhookFirm> {
  const organizationId = `org_${name}_${randomUUID().slice(0, 8)}`;
  const principal = testPrincipal(organizationId);
  const read = <T>(work: (tx: TenantTx) => Promise<T>) => inTenant(principal, work);
  const made = await read((tx) => makeFirm(tx, { organizationId, mode }));
  const firm: WebhookFirm = {
    ...made,
    principal,
    mode,
    read,
    placeCall: (options = {}) => read((tx) => makeCall(tx, { ...made, ...options })),
    send: async (message, headers = {}) => {
      const body = JSON.stringify({ message });
      return deliver(made.token, body, { ...proofOf(mode, made.secret, body), ...headers });
    },
    sign: (message) => {
      const body = JSON.stringify({ message });
      return { body, headers: proofOf(mode, made.secret, body) };
    },
    work: () => workThrough(principal),
  };
  return firm;
}

async function makeFirm(tx: TenantTx, input: { organizationId: string; mode: EndpointMode }) {
  const { organizationId } = input;
  await tx.insert(firms).values({
    clerkOrganizationId: organizationId,
    name: `Firm of ${organizationId}`,
    slug: organizationId.replaceAll("_", "-"),
    callbackNumber: "+16025550110",
    transferNumber: "+16025550111",
    hours: {},
  });
  await tx.insert(connections).values({
    serviceName: "vapi",
    state: "connected",
    settings: { assistantId: `assistant-of-${organizationId}`, phoneNumberId: randomUUID() },
  });
  const contactId = await makeContact(tx, fictionalNumber());
  const caseId = await makeCase(tx, contactId, 1);
  const { endpointId, path, secret } = await createEndpoint(tx, { provider: "vapi", mode: input.mode });
  return { endpointId, token: path.split("/").at(-1) ?? "", secret, caseId, contactId };
}

/** A contact with one number. */
export async function makeContact(tx: TenantTx, e164: string): Promise<string> {
  const contactId = randomUUID();
  await tx.insert(contacts).values({ id: contactId, firstName: "Ana", lastName: "Molina" });
  await tx.insert(contactPhones).values({ contactId, e164, isPrimary: true });
  return contactId;
}

/** An open case of a client. */
export async function makeCase(tx: TenantTx, clientContactId: string, caseNumber: number): Promise<string> {
  const caseId = randomUUID();
  await tx.insert(cases).values({
    id: caseId,
    caseNumber,
    title: "Molina v. Unknown",
    practiceArea: "auto_accident",
    clientContactId,
    openedOn: "2026-10-01",
  });
  return caseId;
}

type NewCall = {
  caseId: string;
  contactId: string;
  fields?: string[];
  tools?: string[];
  expiresAt?: Date;
  number?: string;
};

async function makeCall(tx: TenantTx, input: NewCall): Promise<PlacedCall> {
  const { token, hash } = mintCallToken();
  const callId = randomUUID();
  const number = input.number ?? fictionalNumber();
  await tx.insert(callLogs).values({
    id: callId,
    direction: "outbound",
    purpose: "case_information",
    language: "en",
    caseId: input.caseId,
    contactId: input.contactId,
    clientNumber: number,
    dialState: "dialling",
    dialAttemptedAt: new Date(),
  });
  await tx.insert(callTokens).values({
    callId,
    caseId: input.caseId,
    tokenHash: hash,
    allowedFields: input.fields ?? ["address", "date_of_birth", "email"],
    allowedTools: input.tools ?? [...CALL_TOOLS],
    expiresAt: input.expiresAt ?? new Date(Date.now() + 3_600_000),
  });
  return { callId, caseId: input.caseId, token, providerCallId: randomUUID(), number };
}

/** What the provider puts around every message about a call. */
export function about(call: PlacedCall, message: Json): Json {
  const customer = { number: call.number, externalId: call.token };
  return {
    timestamp: Date.now(),
    ...message,
    customer,
    call: { id: call.providerCallId, type: "outboundPhoneCall", customer },
  };
}

/** One tool call in the shape of the SDK's types. */
export function toolCall(name: string, args: Json, id: string = `call_${randomUUID()}`): Json {
  return { id, type: "function", function: { name, arguments: JSON.stringify(args) } };
}

/** The headers that prove `body` in a mode, at `at`. */
export function proofOf(mode: EndpointMode, secret: string, body: string | Buffer, at: Date = new Date()) {
  const seconds = String(Math.floor(at.getTime() / 1_000));
  const hmac = (key: string | Buffer, prefix: string) => createHmac("sha256", key).update(prefix).update(body);
  const headers: Record<string, string> = {};
  switch (mode) {
    case "standard-webhooks": {
      const id = `msg_${randomUUID()}`;
      const key = Buffer.from(secret.replace("whsec_", ""), "base64");
      headers["webhook-id"] = id;
      headers["webhook-timestamp"] = seconds;
      headers["webhook-signature"] = `v1,${hmac(key, `${id}.${seconds}.`).digest("base64")}`;
      break;
    }
    case "vapi-hmac":
      headers["x-timestamp"] = seconds;
      headers["x-signature"] = hmac(secret, `${seconds}.`).digest("hex");
      break;
    case "bearer":
      headers["authorization"] = `Bearer ${secret}`;
      break;
    case "secret-header":
      headers["x-vapi-secret"] = secret;
      break;
  }
  return headers;
}

/** Posts raw bytes to an endpoint, or to the platform's own door when `token` is null. */
export function deliver(
  token: string | null,
  body: string | Buffer,
  headers: Record<string, string> | Headers = {},
  method = "POST",
): Promise<Response> {
  const all = new Headers(headers);
  if (!all.has("content-type")) all.set("content-type", "application/json");
  const payload = method === "GET" ? {} : { body: new Uint8Array(Buffer.from(body)) };
  const request = new Request(`http://desk.test/api/webhooks/vapi/${token ?? ""}`, {
    method,
    headers: all,
    ...payload,
  });
  return answerWebhook(request, { provider: findProvider("vapi"), endpointToken: token });
}

async function workThrough(principal: Principal): Promise<number> {
  const waiting = await inTenant(principal, (tx) =>
    tx.select({ id: webhookEvents.id }).from(webhookEvents).where(eq(webhookEvents.state, "received")),
  );
  for (const { id } of waiting) {
    const outcome = await processWebhookEvent.run({
      id: randomUUID(),
      data: { tenantId: principal.tenantId, payload: { eventId: id } },
      retryCount: 0,
      retryLimit: 8,
      signal: new AbortController().signal,
    });
    if (outcome.status !== "completed") throw new Error(`event ${id}: ${outcome.code}`);
  }
  return waiting.length;
}

/** A report as the provider writes it, with links that must not be kept. */
export function reportFields(turns: readonly TranscriptTurn[], startedAt: Date, endedAt: Date): Json {
  return {
    type: "end-of-call-report",
    endedReason: "customer-ended-call",
    startedAt: startedAt.toISOString(),
    endedAt: endedAt.toISOString(),
    cost: 0.1423,
    analysis: { summary: "The client gave an address.", structuredData: { wantsCallback: false } },
    compliance: { recordingConsent: { type: "verbal", grantedAt: startedAt.toISOString() } },
    artifact: {
      messages: [
        { role: "system", message: "SECRET PROMPT", time: startedAt.getTime(), secondsFromStart: 0 },
        ...turns.map(({ role, text, second }) => ({
          role: role === "client" ? "user" : "bot",
          message: text,
          time: startedAt.getTime() + second * 1_000,
          secondsFromStart: second,
        })),
      ],
      recordingUrl: "https://files.example/mono.wav",
      presignedMonoUrl: `https://files.example/mono.wav?X-Amz-Signature=${randomUUID()}`,
    },
  };
}
