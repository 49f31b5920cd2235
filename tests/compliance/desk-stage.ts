import { randomUUID } from "node:crypto";
import { inTenant } from "@/db/tenant";
import { doNotCallFile } from "@/lib/domain/do-not-call/do-not-call.schema";
import { importDoNotCall } from "@/lib/domain/do-not-call/import-do-not-call";
import { listDoNotCall } from "@/lib/domain/do-not-call/list-do-not-call";
import { readDoNotCallFile, readDoNotCallRows } from "@/lib/domain/do-not-call/read-do-not-call-file";
import { recordMessage } from "@/lib/domain/messages/record-message";
import { listReviews } from "@/lib/domain/opt-outs/list-reviews";
import { appUrl } from "@/tests/auth/clerk-environment";
import { carrying, serve } from "@/tests/auth/request-scope";
import { mintToken, newPerson, type Person } from "@/tests/auth/session-token";
import { type CallingFirm, type CallingFirmOptions, createCallingFirm } from "@/tests/support/calling-firm";
import { testPrincipal } from "@/tests/support/test-database";
import { told } from "@/tests/support/told-message";

/** A number on the firm's national list, and on nothing else. */
export const LISTED = "+16025550190";

export type ComplianceStage = CallingFirm & { admin: Person; taskId: string; entryId: string };

/** Calls an action as a person does from a page of ours. */
export async function act<T>(person: Person, run: () => Promise<T>): Promise<T> {
  const headers = carrying(await mintToken(person), "cookie", { origin: appUrl, "sec-fetch-site": "same-origin" });
  const served = await serve({ headers, method: "POST" }, "off", run);
  if (served.by !== "app") throw new Error(`the middleware answered ${served.status}`);
  return served.result;
}

/** A firm with a client whose unclear words wait for a person, and with one number on its national list. */
export async function createComplianceStage(options: Partial<CallingFirmOptions> = {}): Promise<ComplianceStage> {
  const admin = newPerson();
  const firm = await createCallingFirm({ ...options, orgId: admin.organizationId });
  const machine = { ...firm.principal, actor: { type: "webhook", provider: "twilio", endpointId: null } } as const;
  const at = new Date(Date.now() - 3_600_000);
  const words = told({
    client: { kind: "phone", e164: firm.e164 },
    body: "leave me alone",
    sentAt: at,
    receivedAt: at,
    providerMessageId: randomUUID(),
  });
  await inTenant(machine, (tx) => recordMessage(tx, words));
  const file = doNotCallFile.parse({ list: "national", source: "FTC download", listedOn: "2026-11-01" });
  const { table, column } = readDoNotCallFile(`phone\n${LISTED}\n`);
  return inTenant(testPrincipal(admin.organizationId), async (tx) => {
    const rows = readDoNotCallRows(table, column);
    await importDoNotCall(tx, { ...file, rows, isDryRun: false, userId: admin.userId, now: new Date() });
    const [review] = (await listReviews(tx, { limit: 1 })).rows;
    const [entry] = (await listDoNotCall(tx, { limit: 1 })).rows;
    if (!review || !entry) throw new Error("the stage is not complete");
    return { ...firm, admin, taskId: review.taskId, entryId: entry.id };
  });
}
