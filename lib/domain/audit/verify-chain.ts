import "server-only";
import { createHash } from "node:crypto";

/** One link as it is exported: the chain's columns, with the salt and detail that it commits to. */
export type ChainLink = {
  tenantId: string;
  sequence: number;
  occurredAtMicros: number;
  action: string;
  subjectType: string;
  subjectId: string | null;
  actorType: string;
  actorId: string | null;
  requestId: string | null;
  outcome: string;
  detailHash: Buffer;
  previousHash: Buffer;
  hash: Buffer;
  salt: string;
  /** Null once it was erased; the chain still holds. */
  detail: string | null;
};

export type ChainFault = "sequence" | "previous_hash" | "hash" | "detail" | "head";
export type ChainVerdict =
  | { ok: true; links: number; head: string }
  | { ok: false; sequence: number; fault: ChainFault };

export type ChainState = { sequence: number; hash: Buffer };

/** Where a firm's chain starts: SHA-256 of `docketline:` and its tenant id. */
export function chainGenesis(tenantId: string): ChainState {
  return { sequence: 0, hash: digest(Buffer.from(`docketline:${tenantId}`, "utf8")) };
}

/**
 * Checks `links` (ascending) as the continuation of `state` and names the first that was edited, removed, inserted or
 * reordered. Pure, so that it runs far from the database that is being checked.
 */
export function continueChain(
  state: ChainState,
  links: readonly ChainLink[],
): { state: ChainState } | { sequence: number; fault: ChainFault } {
  let at = state;
  for (const link of links) {
    const fault = faultOf(at, link);
    if (fault) return { sequence: at.sequence + 1, fault };
    at = { sequence: link.sequence, hash: link.hash };
  }
  return { state: at };
}

/** Checks a whole exported chain against its head; a missing tail is a fault too. */
export function verifyChain(tenantId: string, links: readonly ChainLink[], head: ChainState | null): ChainVerdict {
  const result = continueChain(chainGenesis(tenantId), links);
  if ("fault" in result) return { ok: false, ...result };
  const expected = head ?? chainGenesis(tenantId);
  if (expected.sequence !== result.state.sequence || !expected.hash.equals(result.state.hash)) {
    return { ok: false, sequence: result.state.sequence + 1, fault: "head" };
  }
  return { ok: true, links: links.length, head: expected.hash.toString("hex") };
}

function faultOf(at: ChainState, link: ChainLink): ChainFault | null {
  if (link.sequence !== at.sequence + 1) return "sequence";
  if (!link.previousHash.equals(at.hash)) return "previous_hash";
  if (!digest(Buffer.concat([at.hash, Buffer.from(canonical(link), "utf8")])).equals(link.hash)) return "hash";
  if (link.detail !== null && !digest(Buffer.from(link.salt + link.detail, "utf8")).equals(link.detailHash))
    return "detail";
  return null;
}

// RFC 8785 text of an array of strings, the same as docketline.audit_append writes it.
function canonical(link: ChainLink): string {
  return JSON.stringify([
    "1",
    link.tenantId,
    String(link.sequence),
    String(link.occurredAtMicros),
    link.action,
    link.subjectType,
    link.subjectId ?? "",
    link.actorType,
    link.actorId ?? "",
    link.requestId ?? "",
    link.outcome,
    link.detailHash.toString("hex"),
  ]);
}

function digest(bytes: Buffer): Buffer {
  return createHash("sha256").update(bytes).digest();
}
