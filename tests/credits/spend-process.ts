import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { closeDatabase } from "@/db/client";
import { inTenant } from "@/db/tenant";
import type { Principal } from "@/lib/core/principal";
import { tenantIdOf } from "@/lib/core/tenant-id";
import { captureCredits } from "@/lib/domain/credits/capture-credits";
import { holdCredits } from "@/lib/domain/credits/hold-credits";
import { quoteCredits } from "@/lib/domain/credits/quote-credits";

const STARTING_LOCK = 4711;

// Sends as one of several processes of a firm: `once <n>` makes n attempts at the same time and says how each ended;
// `forever` holds and captures until it is killed, in the middle of whatever it does. The firm and database come from the
// environment.
process.on("disconnect", () => process.exit(0));
const firm: Pick<Principal, "tenantId" | "actor" | "requestId"> = {
  tenantId: tenantIdOf(process.env["CREDIT_FIRM"] ?? ""),
  actor: { type: "system", name: "faults" },
  requestId: randomUUID(),
};

async function send(isCaptured: boolean): Promise<"accepted" | "refused"> {
  const subject = { subjectType: "message" as const, subjectId: randomUUID() };
  const quote = quoteCredits({ service: "sms_segment", quantity: 1 });
  const expiresAt = new Date(Date.now() + 3_600_000);
  try {
    await inTenant(firm, (tx) => holdCredits(tx, { ...subject, quote, userId: null, expiresAt }));
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "precondition_failed") return "refused";
    throw error;
  }
  if (isCaptured) await inTenant(firm, (tx) => captureCredits(tx, subject));
  return "accepted";
}

process.stdout.write("ready.\n");
if (process.argv[2] === "once") {
  // The suite holds this lock until every process is here.
  await inTenant(firm, (tx) => tx.execute(sql`select pg_advisory_xact_lock_shared(${STARTING_LOCK})`));
  const answers = await Promise.all(Array.from({ length: Number(process.argv[3]) }, () => send(false)));
  process.stdout.write(`accepted ${answers.filter((answer) => answer === "accepted").length}.\n`);
  await closeDatabase();
  process.exit(0);
}
for (let number = 1; ; number += 4) {
  await Promise.all([send(true), send(true), send(false), send(true)]);
  process.stdout.write(`sent ${number}.\n`);
}
