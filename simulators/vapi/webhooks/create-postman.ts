import type { Fault } from "../control/faults";
import type { Store } from "../state/create-store";
import type { ResolvedServer } from "./resolve-server";
import { type SignatureHeaders, type SignatureMode, signWebhook } from "./sign-webhook";

const DEFAULT_TIMEOUT_SECONDS = 20;
const STALE_MILLISECONDS = 600_000;
const MAX_RECORDS = 1000;

/** One webhook to deliver. `writeBody` is asked again for each attempt, because presigned URLs differ between them. */
export type WebhookOrder = {
  orgId: string;
  callId: string;
  type: string;
  /** The status or the tool name, for people who read the list. */
  detail: string | null;
  server: ResolvedServer;
  messageId: string;
  faults: ReadonlySet<Fault>;
  writeBody: () => string;
  deadlineMilliseconds?: number;
};

/** `status` is null when no answer came, `text` its body. */
export type WebhookAnswer = {
  status: number | null;
  text: string;
  latencyMilliseconds: number;
  record: DeliveryRecord;
};

/** One attempt to deliver. `problem` says why the provider would not use the answer. */
export type DeliveryRecord = {
  at: string;
  orgId: string;
  callId: string;
  type: string;
  detail: string | null;
  url: string;
  attempt: number;
  status: number | null;
  latencyMilliseconds: number;
  signature: SignatureMode;
  messageId: string;
  sizeBytes: number;
  problem: string | null;
};

export type Postman = {
  attempt(order: WebhookOrder, attempt: number): Promise<WebhookAnswer>;
  /** Newest last, at most a thousand. */
  records(): readonly DeliveryRecord[];
};

type Dependencies = {
  store: Store;
  send: (request: Request) => Promise<Response>;
  /** Ends open requests when the simulator closes. */
  closing: AbortSignal;
};

/** Signs and posts webhooks, and keeps a record of every attempt. */
export function createPostman(dependencies: Dependencies): Postman {
  const records: DeliveryRecord[] = [];

  async function attempt(order: WebhookOrder, attemptNumber: number): Promise<WebhookAnswer> {
    const body = order.writeBody();
    const proof = proveDelivery(dependencies.store, order, body);
    const startedAt = performance.now();
    const answer = await post(dependencies, order, { body, headers: proof.headers });
    const latencyMilliseconds = Math.round(performance.now() - startedAt);
    const record: DeliveryRecord = {
      at: new Date().toISOString(),
      orgId: order.orgId,
      callId: order.callId,
      type: order.type,
      detail: order.detail,
      url: order.server.config.url,
      attempt: attemptNumber,
      status: answer.status,
      latencyMilliseconds,
      signature: proof.mode,
      messageId: order.messageId,
      sizeBytes: Buffer.byteLength(body),
      problem: answer.problem,
    };
    records.push(record);
    if (records.length > MAX_RECORDS) records.shift();
    return { status: answer.status, text: answer.text, latencyMilliseconds, record };
  }

  return { attempt, records: () => records };
}

type Letter = { body: string; headers: Readonly<Record<string, string>> };

async function post({ send, closing }: Dependencies, order: WebhookOrder, letter: Letter) {
  const { url, headers, timeoutSeconds } = order.server.config;
  const deadline = order.deadlineMilliseconds ?? (timeoutSeconds ?? DEFAULT_TIMEOUT_SECONDS) * 1000;
  const signal = AbortSignal.any([closing, AbortSignal.timeout(deadline)]);
  const request = new Request(url, {
    method: "POST",
    body: letter.body,
    redirect: "manual",
    headers: mergeHeaders({ "content-type": "application/json" }, letter.headers, headers ?? {}),
    signal,
  });
  try {
    const answer = send(request).then(async (response) => ({ status: response.status, text: await response.text() }));
    return { ...(await Promise.race([answer, rejectWhenAborted(signal)])), problem: null };
  } catch (error) {
    const isLate = error instanceof Error && error.name === "TimeoutError";
    return { status: null, text: "", problem: isLate ? `no answer within ${deadline} ms` : "connection failed" };
  }
}

function rejectWhenAborted(signal: AbortSignal): Promise<never> {
  if (signal.aborted) return Promise.reject(signal.reason);
  return new Promise((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
}

/** Later sources win, whatever the case of the names: an `Authorization` of the server's headers beats the credential's. */
function mergeHeaders(...sources: readonly Readonly<Record<string, string>>[]): Headers {
  const merged = new Headers();
  for (const source of sources) for (const [name, value] of Object.entries(source)) merged.set(name, value);
  return merged;
}

function proveDelivery(store: Store, order: WebhookOrder, body: string): SignatureHeaders {
  const { config, isSaved } = order.server;
  if (config.credentialId === undefined || order.faults.has("unsigned")) return { headers: {}, mode: "none" };
  if (!isSaved) return { headers: {}, mode: "withheld" };
  const credential = store.credentials.find(order.orgId, config.credentialId);
  if (credential === undefined) return { headers: {}, mode: "none" };
  const plan = credential.data.authenticationPlan;
  const isStale = order.faults.has("stale-timestamp");
  return signWebhook(order.faults.has("bad-signature") ? spoilKey(plan) : plan, {
    body,
    url: config.url,
    method: "POST",
    messageId: order.messageId,
    timestamp: new Date(Date.now() - (isStale ? STALE_MILLISECONDS : 0)),
  });
}

function spoilKey(plan: Parameters<typeof signWebhook>[0]): Parameters<typeof signWebhook>[0] {
  if (plan.type === "bearer") return { ...plan, token: `${plan.token}-wrong` };
  return { ...plan, secretKey: Buffer.from("a key that nobody agreed upon").toString("base64") };
}
