import "server-only";
import { followWhatsapp } from "@/lib/connections/evolution/follow-whatsapp";
import { checkLineJob } from "@/lib/domain/lines/check-line.job";
import { runner } from "@/lib/jobs/runner";

/** A gateway that cannot be asked is asked at the next round. */
export const checkLine = runner(checkLineJob, async ({ lineId }, { principal, signal }) => {
  await followWhatsapp(principal, { lineId, signal });
});
