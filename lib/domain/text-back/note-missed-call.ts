import "server-only";
import type { TenantTx } from "@/db/tenant";
import { normalizePhone } from "@/lib/domain/phones/normalize-phone";
import { enqueue } from "@/lib/jobs/enqueue";
import { answerMissedCallJob } from "./answer-missed-call.job";

type ToldCall = {
  provider: string;
  providerCallId: string;
  /** As the provider wrote it; nobody can answer a number that was withheld. */
  number: string | null;
  missedAt: Date;
};

/** Has a missed call dealt with, once the transaction that tells of it has committed. Telling of it again changes nothing. */
export async function noteMissedCall(tx: TenantTx, call: ToldCall): Promise<void> {
  const phone = call.number === null ? null : normalizePhone(call.number);
  if (!phone?.ok) return;
  const { provider, providerCallId } = call;
  await enqueue(
    tx,
    answerMissedCallJob,
    { provider, providerCallId, number: phone.e164, missedAt: call.missedAt.toISOString() },
    { singletonKey: `${provider}:${providerCallId}` },
  );
}
