import "server-only";
import { inTenant } from "@/db/tenant";
import { answerHelp as answer } from "@/lib/domain/opt-outs/answer-help";
import { answerHelpJob } from "@/lib/domain/opt-outs/answer-help.job";
import { runner } from "@/lib/jobs/runner";

/** Puts the answer to a request for help on its way. */
export const answerHelp = runner(answerHelpJob, async ({ messageId }, { principal }) => {
  await inTenant(principal, (tx) => answer(tx, { messageId, now: new Date() }));
});
