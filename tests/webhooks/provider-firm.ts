import { randomBytes, randomUUID } from "node:crypto";
import { asc, inArray } from "drizzle-orm";
import { automationLogs } from "@/db/schema/automation-logs";
import { firms } from "@/db/schema/firms";
import { webhookEvents } from "@/db/schema/webhook-events";
import { webhookRefusals } from "@/db/schema/webhook-refusals";
import { inTenant, type TenantTx } from "@/db/tenant";
import { getEnv } from "@/lib/core/env";
import type { Principal } from "@/lib/core/principal";
import { createEndpoint } from "@/lib/domain/webhook-endpoints/create-endpoint";
import { asEndpointProvider, secretSourceOf } from "@/lib/domain/webhook-endpoints/provider-modes.schema";
import { eventBinding } from "@/lib/domain/webhook-events/event-binding";
import { processWebhookEvent } from "@/lib/jobs/handlers/process-webhook-event";
import { unseal } from "@/lib/vault/unseal";
import { answerWebhook } from "@/lib/webhooks/answer-webhook";
import { findProvider } from "@/lib/webhooks/registry";
import type { VerificationMode } from "@/lib/webhooks/verify-signature";
import { testPrincipal } from "@/tests/support/test-database";
import { signDelivery } from "./sign-delivery";

export type SentDelivery = { contentType: string; body: string; headers?: Record<string, string> };

export type Answered = { status: number; contentType: string | null; body: string };

/** A firm with one door for a sender, and what its deliveries lead to. */
export type ProviderFirm = {
  organizationId: string;
  principal: Principal;
  door: Door;
  /** Sends with a genuine proof through the firm's door. */
  send: (delivery: SentDelivery) => Promise<Answered>;
  /** The same for a JSON document. */
  sendJson: (document: unknown, headers?: Record<string, string>) => Promise<Answered>;
  /** Does the work of every event that waits, as the worker would; gives how many did not succeed. */
  work: () => Promise<number>;
  read: <T>(query: (tx: TenantTx) => Promise<T>) => Promise<T>;
  /** What is kept of each event, opened, in the order of arrival. */
  payloads: () => Promise<string[]>;
  refusals: () => Promise<string[]>;
  /** What webhooks caused, one line each, in their order. */
  lines: () => Promise<{ action: string; status: string; detail: Record<string, unknown> }[]>;
};

type Opening = { provider: string; mode: VerificationMode; account: string | null };

/** Opens a firm's door for a provider in one mode. */
export async function openProviderFirm(opening: Opening): Promise<ProviderFirm> {
  const organizationId = `org_${opening.provider}_${randomUUID().slice(0, 8)}`;
  const principal = testPrincipal(organizationId);
  const read = <T>(query: (tx: TenantTx) => Promise<T>) => inTenant(principal, query);
  const { path, secret } = await read((tx) => makeFirm(tx, organizationId, opening));
  const door: Door = { provider: opening.provider, mode: opening.mode, secret, path };
  const send = (delivery: SentDelivery) => deliver(door, delivery);
  return {
    organizationId,
    principal,
    door,
    send,
    sendJson: (document, headers = {}) =>
      send({ contentType: "application/json", body: JSON.stringify(document), headers }),
    work: () => workThrough(principal),
    read,
    payloads: () => read(openPayloads),
    refusals: () =>
      read(async (tx) => (await tx.select({ reason: webhookRefusals.reason }).from(webhookRefusals)).map(reasonOf)),
    lines: () =>
      read((tx) =>
        tx
          .select({ action: automationLogs.action, status: automationLogs.status, detail: automationLogs.detail })
          .from(automationLogs)
          .orderBy(asc(automationLogs.createdAt), asc(automationLogs.action)),
      ),
  };
}

const reasonOf = ({ reason }: { reason: string }) => reason;

async function makeFirm(tx: TenantTx, organizationId: string, { provider: name, mode, account }: Opening) {
  const provider = asEndpointProvider(name);
  if (!provider) throw new Error(`no door can be opened for ${name}`);
  await tx.insert(firms).values({
    clerkOrganizationId: organizationId,
    name: organizationId,
    slug: organizationId.replaceAll("_", "-"),
    hours: {},
  });
  const typed = secretSourceOf(mode) === "typed" ? randomBytes(16).toString("hex") : null;
  return createEndpoint(tx, { provider, mode, account, secret: typed });
}

export type Door = { provider: string; mode: VerificationMode; secret: string; path: string };

/** Sends to any door; `path` without an endpoint is the platform's own. */
export async function deliver({ provider, mode, secret, path }: Door, delivery: SentDelivery): Promise<Answered> {
  const { contentType, body } = delivery;
  const url = `${getEnv().APP_URL}${path}`;
  const { headers, query } = signDelivery({ mode, secret, provider, url, contentType, body });
  const request = new Request(query === undefined ? url : `${url}?${query}`, {
    method: "POST",
    headers: { "content-type": contentType, ...delivery.headers, ...headers },
    body,
  });
  const endpointToken = path.split(/[/?]/)[4] ?? null;
  const response = await answerWebhook(request, { provider: findProvider(provider), endpointToken });
  return {
    status: response.status,
    contentType: response.headers.get("content-type"),
    body: await response.text(),
  };
}

async function workThrough(principal: Principal): Promise<number> {
  const waiting = await inTenant(principal, (tx) =>
    tx
      .select({ id: webhookEvents.id })
      .from(webhookEvents)
      .where(inArray(webhookEvents.state, ["received", "failed"]))
      .orderBy(asc(webhookEvents.receivedAt)),
  );
  let failed = 0;
  for (const { id } of waiting) {
    const outcome = await processWebhookEvent.run({
      id: randomUUID(),
      data: { tenantId: principal.tenantId, payload: { eventId: id } },
      retryCount: 0,
      retryLimit: 8,
      signal: new AbortController().signal,
    });
    if (outcome.status !== "completed") failed += 1;
  }
  return failed;
}

async function openPayloads(tx: TenantTx): Promise<string[]> {
  const rows = await tx
    .select({ id: webhookEvents.id, sealed: webhookEvents.payloadCiphertext })
    .from(webhookEvents)
    .orderBy(asc(webhookEvents.receivedAt));
  return Promise.all(rows.map(({ id, sealed }) => (sealed ? unseal(tx, eventBinding(id), sealed) : "")));
}
