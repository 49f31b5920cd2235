import "server-only";
import { z } from "zod";
import { secretsEqual, sha256 } from "@/lib/core/sha256";
import { createVapiClient, vapiRequestOptions } from "./client";
import { type VapiFailure, vapiFailureOf } from "./vapi-failure";

export type FindPlacedCallResult =
  | { kind: "found"; providerCallId: string }
  | { kind: "absent" }
  | { kind: "failed"; failure: VapiFailure };

const PAGE_SIZE = 100;
const MAX_PAGES = 20;
/** Ours and the provider's clock may differ; the token decides, the time only narrows the list. */
const CLOCK_SKEW_MS = 10 * 60_000;

const listedCalls = z.array(
  z.looseObject({
    id: z.string().min(1).max(100),
    createdAt: z.iso.datetime({ offset: true }),
    customer: z.looseObject({ externalId: z.string().optional() }).optional(),
  }),
);

/**
 * Looks for the call that a lost answer may have created: `GET /call` of the assistant around `attemptedAt`, newest
 * first, matched by the SHA-256 of `customer.externalId`. There is no filter by externalId (providers-voice A.2).
 */
export async function findPlacedCall(input: {
  apiKey: string;
  assistantId: string;
  attemptedAt: Date;
  tokenHash: Buffer;
  signal?: AbortSignal;
}): Promise<FindPlacedCallResult> {
  const client = await createVapiClient(input.apiKey);
  const createdAtGe = new Date(input.attemptedAt.getTime() - CLOCK_SKEW_MS).toISOString();
  let createdAtLe = new Date(input.attemptedAt.getTime() + CLOCK_SKEW_MS).toISOString();
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const calls = await listPage(() =>
      client.calls.list(
        { assistantId: input.assistantId, limit: PAGE_SIZE, createdAtGe, createdAtLe },
        vapiRequestOptions(input.signal),
      ),
    );
    if (calls.kind === "failed") return calls;
    const found = calls.list.find((call) => {
      const externalId = call.customer?.externalId;
      return externalId !== undefined && secretsEqual(sha256(externalId), input.tokenHash);
    });
    if (found) return { kind: "found", providerCallId: found.id };
    const oldest = calls.list.map(({ createdAt }) => createdAt).sort()[0];
    if (calls.list.length < PAGE_SIZE || oldest === undefined || oldest === createdAtLe) return { kind: "absent" };
    createdAtLe = oldest;
  }
  return { kind: "failed", failure: { kind: "lost" } };
}

async function listPage(
  request: () => PromiseLike<unknown>,
): Promise<{ kind: "page"; list: z.output<typeof listedCalls> } | { kind: "failed"; failure: VapiFailure }> {
  try {
    const list = listedCalls.safeParse(await request());
    return list.success ? { kind: "page", list: list.data } : { kind: "failed", failure: { kind: "lost" } };
  } catch (error) {
    return { kind: "failed", failure: vapiFailureOf(error) };
  }
}
