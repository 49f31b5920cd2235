import "server-only";
import { inTenant, type TenantTx } from "@/db/tenant";
import { AppError } from "@/lib/core/errors";
import type { PushAnswer } from "@/lib/domain/opt-outs/push-answer";
import { type BegunPush, beginPush, settlePush, skipPush } from "@/lib/domain/opt-outs/push-opt-out";
import { pushOptOutJob } from "@/lib/domain/opt-outs/push-opt-out.job";
import { liftDoNotCall, setDoNotCall } from "@/lib/integrations/aloware/set-do-not-call";
import { liftDoNotDisturb, setDoNotDisturb } from "@/lib/integrations/ghl/set-do-not-disturb";
import { runner } from "@/lib/jobs/runner";
import { getApiKey } from "@/lib/vault/get-api-key";

/**
 * Tells another system of a stop, or takes off the mark that was set there from here, with the request between two
 * transactions, and tries again while it cannot be reached.
 */
export const pushOptOut = runner(pushOptOutJob, async ({ taskId }, { principal, isLastAttempt, signal }) => {
  const told = await inTenant(principal, (tx) => take(tx, taskId));
  if (told === null) return;
  const answer = told.kind === "push" ? await push(told, signal) : await lift(told, signal);
  const { isAgain } = await inTenant(principal, (tx) =>
    settlePush(tx, { taskId, answer, isLastAttempt, now: new Date() }),
  );
  if (isAgain) throw new AppError("unavailable", "The other system could not be told yet");
});

type Told<Kind extends BegunPush["kind"]> = Extract<BegunPush, { kind: Kind }> & { key: string };

async function take(tx: TenantTx, taskId: string): Promise<Told<"push"> | Told<"lift"> | null> {
  const now = new Date();
  const begun = await beginPush(tx, { taskId, now });
  if (begun.kind === "settled") return null;
  const key = await getApiKey(tx, begun.system);
  if (key !== null) return { ...begun, key };
  await skipPush(tx, { taskId, now });
  return null;
}

async function push(told: Told<"push">, signal: AbortSignal): Promise<PushAnswer> {
  const { system, key, e164, channel, externalIds, maybeOurs } = told;
  if (system === "aloware") return setDoNotCall({ e164, key, maybeOurs, signal });
  return tellEach(externalIds, (externalId) => setDoNotDisturb({ externalId, channel, key, signal }));
}

async function lift(told: Told<"lift">, signal: AbortSignal): Promise<PushAnswer> {
  const { system, key, e164, channels, externalIds } = told;
  if (system === "aloware") return liftDoNotCall({ e164, key, signal });
  return tellEach(externalIds, (externalId) => liftDoNotDisturb({ externalId, channels, key, signal }));
}

/** Of several ids the worst answer counts, and one that is ours makes all of them so: the person is one. */
async function tellEach(ids: readonly string[], tell: (id: string) => Promise<PushAnswer>): Promise<PushAnswer> {
  let worst: PushAnswer = { kind: "taken", isOurs: false };
  for (const id of ids) {
    const answer = await tell(id);
    if (answer.kind !== "taken") worst = answer;
    else if (worst.kind === "taken" && answer.isOurs) worst = answer;
  }
  return worst;
}
