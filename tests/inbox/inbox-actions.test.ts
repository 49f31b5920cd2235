import "@/tests/auth/clerk-environment";
import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { GET as readConversation } from "@/app/api/desk/inbox/conversations/[conversationId]/route";
import { GET as readThread } from "@/app/api/desk/inbox/conversations/[conversationId]/thread/route";
import { GET as readList } from "@/app/api/desk/inbox/conversations/route";
import { GET as readCounts } from "@/app/api/desk/inbox/counts/route";
import { GET as readWaiting } from "@/app/api/desk/inbox/waiting/route";
import {
  addNoteAction,
  cancelSendAction,
  changeConversationsAction,
  changeMatchingAction,
  decideUnknownSendAction,
  deleteViewAction,
  linkConversationAction,
  makeContactAction,
  markReadAction,
  previewSendAction,
  renderTemplateAction,
  restoreConversationsAction,
  saveDraftAction,
  saveViewAction,
  sendAgainAction,
  sendMessageAction,
  setPreferredLineAction,
  touchPresenceAction,
} from "@/app/desk/inbox/actions";
import { conversations } from "@/db/schema/conversations";
import { gateDecisions } from "@/db/schema/gate-decisions";
import { messageSends } from "@/db/schema/message-sends";
import { inTenant } from "@/db/tenant";
import { recordMessage } from "@/lib/domain/messages/record-message";
import { appUrl } from "@/tests/auth/clerk-environment";
import { carrying, serve } from "@/tests/auth/request-scope";
import { mintToken, type Person } from "@/tests/auth/session-token";
import { CALLING_TIME } from "@/tests/support/calling-firm";
import { createSendingFirm, type SendingFirm } from "@/tests/support/sending-firm";
import { createTestDatabase, type TestDatabase, testPrincipal } from "@/tests/support/test-database";
import { told } from "@/tests/support/told-message";

let database: TestDatabase;
let firm: SendingFirm;
let hostile: SendingFirm;
const OWN = `org_inbox_${randomUUID().slice(0, 8)}`;
const OTHER = `org_hostile_${randomUUID().slice(0, 8)}`;

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: CALLING_TIME });
  database = await createTestDatabase("pglite");
  firm = await createSendingFirm({ orgId: OWN });
  hostile = await createSendingFirm({ orgId: OTHER });
});
afterAll(() => {
  vi.useRealTimers();
  return database.drop();
});

function personOf(role: string, of = firm, organizationId = OWN): Person {
  return { userId: of.userId, organizationId, role };
}
const intruder = () => personOf("admin", hostile, OTHER);

async function act<T>(person: Person, run: () => Promise<T>): Promise<T> {
  const headers = carrying(await mintToken(person), "cookie", { origin: appUrl, "sec-fetch-site": "same-origin" });
  const served = await serve({ headers, method: "POST" }, "off", run);
  if (served.by !== "app") throw new Error(`the middleware answered ${served.status}`);
  return served.result;
}

async function read(person: Person, path: string, route: (request: Request) => Promise<Response>) {
  const headers = carrying(await mintToken(person), "cookie");
  const served = await serve({ headers }, "off", () => route(new Request(new URL(path, appUrl), { headers })));
  if (served.by !== "app") throw new Error(`the middleware answered ${served.status}`);
  return { status: served.result.status, body: await served.result.json() };
}

/** A text of the firm's client, or of somebody whom nobody knows, as the webhook's job keeps it. */
async function hear(e164: string = firm.e164, body = "Any news?", organizationId = OWN): Promise<string> {
  const machine = testPrincipal(organizationId, { actor: { type: "job", name: "test", jobId: null } });
  return inTenant(machine, async (tx) => {
    const { messageId } = await recordMessage(
      tx,
      told({
        providerMessageId: randomUUID(),
        client: { kind: "phone", e164 },
        body,
        sentAt: CALLING_TIME,
        receivedAt: CALLING_TIME,
      }),
    );
    const message = await tx.query.messages.findFirst({ where: (row, { eq: is }) => is(row.id, messageId) });
    if (!message) throw new Error("the message was not kept");
    return message.conversationId;
  });
}

const rowOf = (id: string) =>
  inTenant(testPrincipal(OWN), async (tx) => {
    const [row] = await tx.select().from(conversations).where(eq(conversations.id, id));
    return row;
  });

/** Marks a message as blocked by a decision that names a time. */
const holdBackForTheHour = (messageId: string, earliestLegalAt: Date) =>
  inTenant(firm.principal, async (tx) => {
    const decision = { e164: firm.e164, kind: "sms", origin: "person", purpose: "general", moment: "send" } as const;
    const [kept] = await tx
      .insert(gateDecisions)
      .values({
        ...decision,
        verdict: "blocked",
        blockedBy: ["local_hours"],
        rules: [],
        disclosures: {},
        earliestLegalAt,
        policyVersion: "test",
        evaluatedAt: CALLING_TIME,
      })
      .returning({ id: gateDecisions.id });
    await tx
      .update(messageSends)
      .set({ state: "blocked", failureCode: "gate_blocked", sendDecisionId: kept?.id ?? null })
      .where(eq(messageSends.messageId, messageId));
  });

const reply = (conversationId: string, changes = {}) => ({
  conversationId,
  idempotencyKey: randomUUID(),
  channel: "sms" as const,
  lineId: null,
  body: "We call you at four.",
  scheduledFor: null,
  ...changes,
});

test("AVL-02 a double press is one message, and other words under the same key are the first message still", async () => {
  const conversationId = await hear();
  const message = reply(conversationId);
  const first = await act(personOf("paralegal"), () => sendMessageAction(message));
  expect(first.data).toMatchObject({ kind: "accepted", conversationId });
  const second = await act(personOf("paralegal"), () => sendMessageAction(message));
  expect(second.data).toEqual(first.data);
  const sends = await inTenant(firm.principal, (tx) =>
    tx.select().from(messageSends).where(eq(messageSends.idempotencyKey, message.idempotencyKey)),
  );
  expect(sends).toHaveLength(1);
});

test("CMP-01 a preview names line, price and verdict; after a STOP preview and send say opt_out and nothing is stored", async () => {
  const organizationId = `${OWN}_stop`;
  const stopped = await createSendingFirm({ orgId: organizationId });
  const conversationId = await hear(stopped.e164, "Any news?", organizationId);
  const intake = personOf("intake", stopped, organizationId);
  const before = await act(intake, () => previewSendAction(withoutKey(reply(conversationId))));
  expect(before.data).toMatchObject({ line: { label: "Main" }, address: stopped.e164, segments: 1 });
  expect(before.data?.decision.verdict).toBe("allowed");
  await hear(stopped.e164, "STOP", organizationId);
  const after = await act(intake, () => previewSendAction(withoutKey(reply(conversationId))));
  expect(after.data?.decision.verdict).toBe("blocked");
  const sent = await act(intake, () => sendMessageAction(reply(conversationId)));
  expect(sent.data).toMatchObject({ kind: "blocked", blockedBy: expect.arrayContaining(["opt_out"]) });
  const byPerson = eq(messageSends.origin, "person");
  expect(await inTenant(stopped.principal, (tx) => tx.select().from(messageSends).where(byPerson))).toEqual([]);
});

test("a scheduled message waits and is taken back once", async () => {
  const conversationId = await hear();
  const scheduledFor = new Date(CALLING_TIME.getTime() + 3_600_000);
  const sent = await act(personOf("paralegal"), () => sendMessageAction(reply(conversationId, { scheduledFor })));
  const messageId = sent.data?.kind === "accepted" ? sent.data.messageId : "";
  expect(messageId).not.toBe("");
  const foreign = await act(intruder(), () => cancelSendAction({ messageId }));
  expect(foreign.serverError?.code).toBe("not_found");
  expect((await act(personOf("paralegal"), () => cancelSendAction({ messageId }))).data).toEqual({ isCancelled: true });
  expect((await act(personOf("paralegal"), () => cancelSendAction({ messageId }))).data).toEqual({
    isCancelled: false,
  });
});

test("TEN-05 AVL-02 who may send plans a held-back message anew; a reader and another firm do not", async () => {
  const conversationId = await hear("+16025550173");
  // The client wrote a moment ago, so that nothing holds an answer back: the decision of another hour stands for it.
  const scheduledFor = new Date(CALLING_TIME.getTime() + 3_600_000);
  const sent = await act(personOf("paralegal"), () => sendMessageAction(reply(conversationId)));
  const messageId = sent.data?.kind === "accepted" ? sent.data.messageId : "";
  await holdBackForTheHour(messageId, scheduledFor);
  const wish = { messageId, scheduledFor };
  expect((await act(intruder(), () => sendAgainAction(wish))).serverError?.code).toBe("not_found");
  expect((await act(personOf("viewer"), () => sendAgainAction(wish))).serverError?.code).toBe("forbidden");
  const first = await act(personOf("paralegal"), () => sendAgainAction(wish));
  expect(first.data).toMatchObject({ kind: "accepted", conversationId });
  const second = await act(personOf("paralegal"), () => sendAgainAction(wish));
  expect(second.data).toEqual(first.data);
});

test("TEN-05 AVL-02 who may send says what became of a lost message; a reader and another firm do not", async () => {
  const conversationId = await hear("+16025550172");
  const sent = await act(personOf("paralegal"), () => sendMessageAction(reply(conversationId)));
  const messageId = sent.data?.kind === "accepted" ? sent.data.messageId : "";
  const attemptedAt = new Date(CALLING_TIME.getTime() - 600_000);
  await inTenant(firm.principal, (tx) =>
    tx.update(messageSends).set({ state: "unknown", attemptedAt }).where(eq(messageSends.messageId, messageId)),
  );
  const word = { messageId, hasArrived: false };
  const foreign = await act(intruder(), () => decideUnknownSendAction(word));
  expect(foreign.serverError?.code).toBe("not_found");
  const reader = await act(personOf("viewer"), () => decideUnknownSendAction(word));
  expect(reader.serverError?.code).toBe("forbidden");
  const decided = await act(personOf("paralegal"), () => decideUnknownSendAction(word));
  expect(decided.data).toEqual({ isDecided: true });
  const again = await act(personOf("paralegal"), () => decideUnknownSendAction({ ...word, hasArrived: true }));
  expect(again.data).toEqual({ isDecided: false });
});

test("changes come back with what takes them back, and an undo stands aside when somebody was faster", async () => {
  const id = await hear("+16025550171");
  const resolved = await act(personOf("intake"), () =>
    changeConversationsAction({ ids: [id], change: { kind: "resolve" } }),
  );
  expect(resolved.data).toMatchObject({ changed: 1, failed: [], undo: [{ id, before: { status: "open" } }] });
  expect((await rowOf(id))?.status).toBe("resolved");
  const changes = resolved.data?.undo ?? [];
  expect((await act(personOf("intake"), () => restoreConversationsAction({ changes }))).data).toEqual({
    failed: [],
    refused: [],
  });
  expect((await rowOf(id))?.status).toBe("open");
  expect((await act(personOf("intake"), () => restoreConversationsAction({ changes }))).data).toEqual({
    failed: [id],
    refused: [],
  });
});

test("TEN-05 an undo can name nobody outside the firm and no tag that could not be typed", async () => {
  const id = await hear("+16025550172");
  const tagged = await act(personOf("intake"), () =>
    changeConversationsAction({ ids: [id], change: { kind: "tag", tag: "Urgent" } }),
  );
  const [change] = tagged.data?.undo ?? [];
  if (!change) throw new Error("nothing to undo");
  const takeBack = (before: typeof change.before) =>
    act(personOf("intake"), () => restoreConversationsAction({ changes: [{ ...change, before }] }));
  const foreign = await takeBack({ ...change.before, assignedUserId: hostile.userId });
  expect(foreign.data).toEqual({ failed: [], refused: [id] });
  const untypable = await takeBack({ ...change.before, tags: ["Not Normal"] });
  expect(untypable.serverError?.code).toBe("invalid_input");
  expect(await rowOf(id)).toMatchObject({ assignedUserId: null, tags: ["urgent"] });
});

test("all that a search finds is changed in portions, and failures are named", async () => {
  const id = await hear("+16025550173", "unmistakable zebra");
  const search = { view: "open" as const, q: "zebra", tag: null, channel: null, assignee: null, sort: null };
  const answer = await act(personOf("intake"), () =>
    changeMatchingAction({ search, change: { kind: "tag", tag: "zebra" }, cursor: null }),
  );
  expect(answer.data).toEqual({ changed: 1, failed: [], nextCursor: null });
  expect((await rowOf(id))?.tags).toEqual(["zebra"]);
});

test("a stranger becomes a contact with the number that they wrote from, in the same conversation", async () => {
  const conversationId = await hear("+16025550174");
  const person = { firstName: "Iris", lastName: "Vega", preferredLanguage: "es" as const };
  const foreign = await act(intruder(), () => makeContactAction({ conversationId, ...person }));
  expect(foreign.serverError?.code).toBe("not_found");
  const made = await act(personOf("intake"), () => makeContactAction({ conversationId, ...person }));
  expect(made.data).toMatchObject({ conversationId });
  expect(await rowOf(conversationId)).toMatchObject({ contactId: made.data?.contactId });
  const again = await act(personOf("intake"), () => makeContactAction({ conversationId, ...person }));
  expect(again.serverError?.code).toBe("not_found");
});

test("a stranger's conversation joins the one of the contact whose number it is", async () => {
  const known = await hear();
  const stranger = await hear("+16025550175");
  const foreign = await act(personOf("intake"), () =>
    linkConversationAction({ conversationId: stranger, contactId: hostile.contactId }),
  );
  expect(foreign.serverError?.code).toBe("not_found");
  const linked = await act(personOf("intake"), () =>
    linkConversationAction({ conversationId: stranger, contactId: firm.contactId }),
  );
  expect(linked.data).toEqual({ conversationId: known, contactId: firm.contactId });
  expect(await rowOf(stranger)).toBeUndefined();
});

test("AUTH-04 a viewer reads, marks as read and is seen, and changes or sends nothing", async () => {
  const id = await hear("+16025550176");
  const viewer = personOf("viewer");
  expect(await act(viewer, () => markReadAction({ conversationId: id }))).not.toHaveProperty("serverError");
  expect(await act(viewer, () => touchPresenceAction({ conversationId: id, isTyping: false }))).not.toHaveProperty(
    "serverError",
  );
  const refused = await Promise.all([
    act(viewer, () => sendMessageAction(reply(id))),
    act(viewer, () => previewSendAction(withoutKey(reply(id)))),
    act(viewer, () => saveDraftAction({ conversationId: id, body: "x", channel: "sms" })),
    act(viewer, () => changeConversationsAction({ ids: [id], change: { kind: "resolve" } })),
    act(viewer, () => addNoteAction({ conversationId: id, body: "x", mentions: [] })),
    act(viewer, () => setPreferredLineAction({ conversationId: id, lineId: null })),
    act(viewer, () =>
      makeContactAction({ conversationId: id, firstName: "A", lastName: "B", preferredLanguage: "en" }),
    ),
    act(viewer, () => saveViewAction({ name: "Mine", isShared: true, query: {} })),
  ]);
  expect(refused.map((answer) => answer.serverError?.code)).toEqual(refused.map(() => "forbidden"));
  expect((await rowOf(id))?.status).toBe("open");
});

test("TEN-05 a foreign conversation is an unknown one at every door, and nothing of it changes", async () => {
  const id = await hear("+16025550177");
  const before = await rowOf(id);
  const answers = await Promise.all([
    act(intruder(), () => sendMessageAction(reply(id))),
    act(intruder(), () => previewSendAction(withoutKey(reply(id)))),
    act(intruder(), () => saveDraftAction({ conversationId: id, body: "x", channel: "sms" })),
    act(intruder(), () => addNoteAction({ conversationId: id, body: "x", mentions: [] })),
    act(intruder(), () => markReadAction({ conversationId: id })),
    act(intruder(), () => touchPresenceAction({ conversationId: id, isTyping: true })),
    act(intruder(), () => setPreferredLineAction({ conversationId: id, lineId: null })),
    act(intruder(), () => renderTemplateAction({ templateId: randomUUID(), contactId: firm.contactId })),
    act(intruder(), () => deleteViewAction({ viewId: randomUUID() })),
  ]);
  expect(answers.map((answer) => answer.serverError?.code)).toEqual(answers.map(() => "not_found"));
  const bulk = await act(intruder(), () => changeConversationsAction({ ids: [id], change: { kind: "resolve" } }));
  expect(bulk.data).toMatchObject({ changed: 0, failed: [id], undo: [] });
  expect(await rowOf(id)).toEqual(before);
});

test("a firm's own line is no line of another firm's message", async () => {
  const id = await hear();
  const answer = await act(personOf("paralegal"), () => sendMessageAction(reply(id, { lineId: hostile.lineId })));
  expect(answer.data ?? answer.serverError).toMatchObject({ kind: "no_line" });
});

test("TEN-05 the reads give a firm its own and nothing of another's", async () => {
  const id = await hear("+16025550178");
  const context = { params: Promise.resolve({ conversationId: id }) };
  const path = `/api/desk/inbox/conversations/${id}`;
  const own = await read(personOf("viewer"), path, (request) => readConversation(request, context));
  expect(own).toMatchObject({ status: 200, body: { id, clientAddress: "+16025550178" } });
  const foreign = await read(intruder(), path, (request) => readConversation(request, context));
  expect(foreign).toMatchObject({ status: 404, body: { code: "not_found" } });
  const thread = await read(intruder(), `${path}/thread`, (request) => readThread(request, context));
  expect(thread.body).toEqual({ items: [], olderCursor: null, newerCursor: null });
  const list = await read(intruder(), "/api/desk/inbox/conversations?view=open", readList);
  expect(JSON.stringify(list.body)).not.toContain(id);
  const counts = await read(intruder(), "/api/desk/inbox/counts", readCounts);
  expect(counts).toMatchObject({ status: 200, body: { views: { open: 0 }, saved: [] } });
  const waiting = (person: Person) => read(person, "/api/desk/inbox/waiting", readWaiting);
  expect(await waiting(intruder())).toEqual({ status: 200, body: { waiting: 0 } });
  expect((await waiting(personOf("viewer"))).body.waiting).toBeGreaterThan(0);
});

test("an id that is none is an unknown conversation, and a parameter that is none is no filter", async () => {
  const context = { params: Promise.resolve({ conversationId: "1 or 1=1" }) };
  const odd = await read(personOf("viewer"), "/api/desk/inbox/conversations/x", (request) =>
    readConversation(request, context),
  );
  expect(odd.status).toBe(404);
  const list = await read(personOf("viewer"), "/api/desk/inbox/conversations?view=nothing&cursor=%00&sort=;", readList);
  expect(list.status).toBe(200);
});

test("a saved view stands in the counts of who may see it", async () => {
  const query = { view: "open", q: "giraffe" };
  await hear("+16025550179", "a giraffe stood there");
  const saved = await act(personOf("paralegal"), () => saveViewAction({ name: "Giraffes", isShared: true, query }));
  expect(saved.data).toHaveProperty("viewId");
  const counts = await read(personOf("viewer"), "/api/desk/inbox/counts", readCounts);
  expect(counts.body.saved).toMatchObject([{ name: "Giraffes", isShared: true, query, count: 1 }]);
});

test("TEN-08 a conversation behind a wall is not there for who stands outside", async () => {
  const walled = await createSendingFirm({ orgId: `${OWN}_walled`, restrictedTo: ["user_inside"] });
  const organizationId = `${OWN}_walled`;
  const conversationId = await hear(walled.e164, "Any news?", organizationId);
  const outside = { userId: "user_outside", organizationId, role: "paralegal" };
  const inside = { userId: "user_inside", organizationId, role: "paralegal" };
  const context = { params: Promise.resolve({ conversationId }) };
  const path = `/api/desk/inbox/conversations/${conversationId}`;
  expect((await read(outside, path, (request) => readConversation(request, context))).status).toBe(404);
  expect((await read(inside, path, (request) => readConversation(request, context))).status).toBe(200);
  const sent = await act(outside, () => sendMessageAction(reply(conversationId)));
  expect(sent.serverError?.code).toBe("not_found");
});

function withoutKey({ idempotencyKey: _, ...message }: ReturnType<typeof reply>) {
  return message;
}
