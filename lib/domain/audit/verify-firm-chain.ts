import "server-only";
import { and, asc, eq, gt } from "drizzle-orm";
import { auditDetails, auditHeads, auditLogs } from "@/db/schema/audit";
import type { TenantTx } from "@/db/tenant";
import { type ChainLink, type ChainState, type ChainVerdict, chainGenesis, continueChain } from "./verify-chain";

const BATCH = 2_000;

/** Walks the firm's whole chain in batches, up to the head as it stands in this transaction. */
export async function verifyFirmChain(tx: TenantTx): Promise<ChainVerdict> {
  const [head] = await tx.select({ sequence: auditHeads.sequence, hash: auditHeads.hash }).from(auditHeads);
  let state: ChainState = chainGenesis(tx.tenantId);
  for (;;) {
    const links = await readLinks(tx, state.sequence, BATCH);
    const result = continueChain(state, links);
    if ("fault" in result) return { ok: false, ...result };
    state = result.state;
    if (links.length < BATCH) break;
  }
  const expected = head ?? chainGenesis(tx.tenantId);
  if (expected.sequence !== state.sequence || !expected.hash.equals(state.hash)) {
    return { ok: false, sequence: state.sequence + 1, fault: "head" };
  }
  return { ok: true, links: state.sequence, head: state.hash.toString("hex") };
}

/** Up to `limit` links after `sequence`, ascending. A link whose detail row is gone reads as altered, not as erased. */
export async function readLinks(tx: TenantTx, sequence: number, limit: number): Promise<ChainLink[]> {
  const rows = await tx
    .select({ log: auditLogs, salt: auditDetails.salt, detail: auditDetails.detail })
    .from(auditLogs)
    .leftJoin(
      auditDetails,
      and(eq(auditDetails.tenantId, auditLogs.tenantId), eq(auditDetails.sequence, auditLogs.sequence)),
    )
    .where(gt(auditLogs.sequence, sequence))
    .orderBy(asc(auditLogs.sequence))
    .limit(limit);
  return rows.map(({ log, salt, detail }) => ({
    tenantId: log.tenantId,
    sequence: Number(log.sequence),
    occurredAtMicros: Number(log.occurredAtMicros),
    action: log.action,
    subjectType: log.subjectType,
    subjectId: log.subjectId,
    actorType: log.actorType,
    actorId: log.actorId,
    requestId: log.requestId,
    outcome: log.outcome,
    detailHash: log.detailHash,
    previousHash: log.previousHash,
    hash: log.hash,
    salt: salt ?? "",
    detail: salt === null ? "" : detail,
  }));
}
