import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { restoreConversationsInput } from "@/app/desk/inbox/inbox.schema";
import { listFilterOf } from "@/app/desk/inbox/inbox-search";
import { inTenant, type TenantTx } from "@/db/tenant";
import { encodeCursor } from "@/lib/core/cursor";
import { broadcastAudience } from "@/lib/domain/broadcasts/broadcasts.schema";
import { listRecipients } from "@/lib/domain/broadcasts/list-recipients";
import { listAllConsents } from "@/lib/domain/consents/list-all-consents";
import { listDecisions } from "@/lib/domain/contact-gate/list-decisions";
import { listConversations } from "@/lib/domain/conversations/list-conversations";
import { saveView } from "@/lib/domain/conversations/save-view";
import { exportStatementInput, setCreditLimitInput, statementFilter } from "@/lib/domain/credits/credits.schema";
import { listDoNotCall } from "@/lib/domain/do-not-call/list-do-not-call";
import { listDueTasks } from "@/lib/domain/opt-outs/list-due-tasks";
import { listOptOuts } from "@/lib/domain/opt-outs/list-opt-outs";
import { listReviews } from "@/lib/domain/opt-outs/list-reviews";
import { allowAgainInput } from "@/lib/domain/opt-outs/opt-outs.schema";
import { previewSend } from "@/lib/domain/sends/preview-send";
import { CALLING_TIME } from "@/tests/support/calling-firm";
import { createSendingFirm, type SendingFirm } from "@/tests/support/sending-firm";
import { createTestDatabase, type TestDatabase } from "@/tests/support/test-database";

let database: TestDatabase;
let firm: SendingFirm;
beforeAll(async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: CALLING_TIME });
  database = await createTestDatabase("pglite");
  firm = await createSendingFirm({ orgId: "org_hostile" });
});
afterAll(async () => {
  vi.useRealTimers();
  await database.drop();
});

const FORGED = ["nonsense", "2026 (x)", "0000-01-01T00:00:00Z", "+275760-09-13T00:00:00Z", "1e300", "\0"];

test.each(FORGED)("INP-01 a page's place that nobody made here (%j) is the first page", async (value) => {
  const page = { cursor: encodeCursor({ value, id: randomUUID() }), limit: 5 };
  const now = new Date();
  const lists: Record<string, (tx: TenantTx) => Promise<{ rows: unknown[] }>> = {
    optOuts: (tx) => listOptOuts(tx, page),
    reviews: (tx) => listReviews(tx, page),
    tasks: (tx) => listDueTasks(tx, { ...page, now }),
    doNotCall: (tx) => listDoNotCall(tx, page),
    consents: (tx) => listAllConsents(tx, { ...page, now }),
    decisions: (tx) => listDecisions(tx, page),
    conversations: (tx) => listConversations(tx, { userId: firm.userId, filter: {}, ...page }),
    recipients: (tx) => listRecipients(tx, { broadcastId: randomUUID(), ...page }),
  };
  for (const [name, list] of Object.entries(lists)) {
    expect(Array.isArray((await inTenant(firm.principal, list)).rows), name).toBe(true);
  }
});

test("AVL-01 no message is planned for a time that never comes, and no credits are held until then", async () => {
  const planned = { scheduledFor: new Date(8.64e15) };
  await expect(firm.reserve(planned)).rejects.toMatchObject({ code: "invalid_input" });
  const asked = { to: { contactId: firm.contactId, e164: firm.e164 }, channel: "sms", lineId: null } as const;
  const written = { ...asked, body: "Hi", origin: "person", purpose: "general", userId: firm.userId } as const;
  await expect(
    inTenant(firm.principal, (tx) => previewSend(tx, { ...written, ...planned, now: new Date() })),
  ).rejects.toMatchObject({ code: "invalid_input" });
});

test("INP-01 NUL and lone surrogates end as nothing or as a refusal, never as a failure of the database", async () => {
  const search = { view: "open", q: "\0", tag: "a\0b", channel: null, assignee: "\0", sort: null } as const;
  const filter = listFilterOf(search);
  expect(filter).toMatchObject({ query: null, tag: "ab", assignee: null });
  await inTenant(firm.principal, (tx) => listConversations(tx, { userId: firm.userId, filter, limit: 5 }));
  const view = { userId: firm.userId, name: "Mine", isShared: false, query: { tag: "a\0\ud800" } };
  await expect(inTenant(firm.principal, (tx) => saveView(tx, view))).resolves.toMatchObject({});
  expect(broadcastAudience.safeParse({ people: "all", conversationTags: ["a\0"] }).success).toBe(false);
  const limit = { scope: "user", subject: "u\0", period: "day", amount: 1 };
  expect(setCreditLimitInput.safeParse(limit).success).toBe(false);
});

test("INP-01 the year 0 is no day of a statement and no time at which somebody said something", () => {
  const none = { kind: null, channel: null, userId: null, from: null, to: null };
  expect(exportStatementInput.safeParse({ ...none, from: "0000-01-01" }).success).toBe(false);
  expect(statementFilter.parse({ from: "0000-01-01", to: "2026-11-01" })).toMatchObject({
    from: null,
    to: "2026-11-01",
  });
  const wish = { number: "+16025550123", channel: "sms", evidence: "START", saidAt: "0000-01-01T00:00:00Z" };
  expect(allowAgainInput.safeParse(wish).success).toBe(false);
  const state = { status: "snoozed", snoozedUntil: new Date(8.64e15), assignedUserId: null, tags: [] };
  const changes = [{ id: randomUUID(), before: state, after: state }];
  expect(restoreConversationsInput.safeParse({ changes }).success).toBe(false);
});
