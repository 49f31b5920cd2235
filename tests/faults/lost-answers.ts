import { eq } from "drizzle-orm";
import { callLogs } from "@/db/schema/call-logs";
import { inTenant } from "@/db/tenant";
import { type Finding, judge } from "./finding";
import { type Stage, until } from "./stage";

const FAULTS = { "error-after-create": "+16025550175", "lost-answer": "+16025550176" } as const;

/** The provider acts and its answer is lost, as a 500 or a dropped connection. A worker must be running. */
export async function loseAnswers(stage: Stage): Promise<Finding[]> {
  const findings = Object.entries(FAULTS).map(async ([fault, e164]) => {
    stage.voice.simulator.planNextCall({ number: e164, faults: [fault as keyof typeof FAULTS] });
    const call = await stage.confirmCall(fault.replaceAll("-", "_"), e164);
    const startedAt = Date.now();
    await until(`the call behind ${fault} is found`, async () => {
      const [row] = await inTenant(call.principal, (tx) =>
        tx.select().from(callLogs).where(eq(callLogs.id, call.callId)),
      );
      return row?.dialState === "placed";
    });
    return judge(`answer lost: ${fault}`, { dial: stage.voice.postsTo(e164).length }, (Date.now() - startedAt) / 1_000);
  });
  return Promise.all(findings);
}
