import { randomUUID } from "node:crypto";
import { SignJWT } from "jose";
import { about, fictionalNumber, openWebhookFirm, toolCall, type WebhookFirm } from "../../webhooks/webhook-firm";
import { expectSound, load, residentBytes } from "./bench-intake";
import { type LoadResult, rawRequest } from "./load-client";
import { sessionKey } from "./start-desk";
import type { BenchServer } from "./start-server";

type Ingest = { lean: BenchServer; prepare: (count: number) => Buffer[] };

const PAGES_PER_SECOND = 10;

/** What somebody waits for on the telephone, and what comes in, while staff open pages. */
export type UnderLoad = {
  ingest: LoadResult;
  assistantRequest: LoadResult;
  pages: { count: number; failed: number };
};

/** Tool calls of 16 conversations at once through the lean door, answered in a transaction each. */
export async function measureToolCalls(lean: BenchServer, count: number): Promise<LoadResult> {
  const firm = await openWebhookFirm("bench");
  const calls = await Promise.all(Array.from({ length: 16 }, () => firm.placeCall()));
  const requests = Array.from({ length: count }, (_, index) => {
    const call = calls[index % calls.length];
    if (!call) throw new Error("no call");
    const asked = [toolCall("get_missing_information", {})];
    return vapiRequest(lean, firm, about(call, { type: "tool-calls", toolCallList: asked }));
  });
  const result = await load(lean.url, requests, 16);
  expectSound("tool-calls", result);
  return result;
}

/** Ingest at 64 clients with ten page loads a second beside it, and assistant-requests one after another. */
export async function measureUnderLoad({ lean, prepare }: Ingest, count: number): Promise<UnderLoad> {
  const firm = await openWebhookFirm("bench");
  const stranger = () => ({
    type: "assistant-request",
    call: { id: randomUUID(), customer: { number: fictionalNumber() } },
  });
  const questions = Array.from({ length: 60 }, () => vapiRequest(lean, firm, stranger()));
  const pages = openPages(lean);
  const [ingest, assistantRequest] = await Promise.all([
    load(lean.url, prepare(count), 64),
    load(lean.url, questions, 1),
  ]);
  expectSound("ingest under load", ingest);
  expectSound("assistant-request under load", assistantRequest);
  return { ingest, assistantRequest, pages: await pages.stop() };
}

/** Resident memory after `first` events and after `all` of them. */
export async function measureMemory({ lean, prepare }: Ingest, sizes: { first: number; all: number }) {
  await load(lean.url, prepare(sizes.first), 64);
  const before = residentBytes(lean.pid);
  for (let sent = sizes.first; sent < sizes.all; sent += 10_000) await load(lean.url, prepare(10_000), 64);
  return { before, after: residentBytes(lean.pid) };
}

function vapiRequest(lean: BenchServer, firm: WebhookFirm, message: Record<string, unknown>): Buffer {
  const { body, headers } = firm.sign(message);
  const target = new URL(`/api/webhooks/vapi/${firm.token}`, lean.url);
  return rawRequest(target, { "content-type": "application/json", ...headers }, body);
}

/** Opens the desk's first page again and again as a signed-in paralegal, whatever the answers take. */
function openPages(lean: BenchServer) {
  const under: Promise<boolean>[] = [];
  const timer = setInterval(() => under.push(openPage(lean)), 1_000 / PAGES_PER_SECOND);
  return {
    stop: async () => {
      clearInterval(timer);
      const isFine = await Promise.all(under);
      return { count: isFine.length, failed: isFine.filter((fine) => !fine).length };
    },
  };
}

async function openPage(lean: BenchServer): Promise<boolean> {
  const address = `http://localhost:${lean.url.port}`;
  const authorization = `Bearer ${await sessionToken(address)}`;
  try {
    const response = await fetch(`${address}/desk/cases`, { headers: { authorization }, redirect: "manual" });
    await response.arrayBuffer();
    return response.status === 200;
  } catch {
    return false;
  }
}

function sessionToken(azp: string): Promise<string> {
  const now = Math.floor(Date.now() / 1_000);
  const claims = {
    v: 2,
    iss: "https://clerk.local.test",
    azp,
    sub: "user_bench",
    sid: "sess_bench",
    sts: "active",
    fva: [0, -1],
    iat: now - 5,
    nbf: now - 15,
    exp: now + 55,
    o: { id: "org_bench_pages", slg: "bench-pages", rol: "paralegal" },
  };
  return new SignJWT(claims).setProtectedHeader({ alg: "RS256", typ: "JWT", kid: "ins_bench" }).sign(sessionKey);
}
