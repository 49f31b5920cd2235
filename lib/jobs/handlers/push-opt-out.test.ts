import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { contactMappings } from "@/db/schema/contact-mappings";
import { optoutEvents } from "@/db/schema/optout-events";
import { optoutTasks } from "@/db/schema/optout-tasks";
import { inTenant } from "@/db/tenant";
import { recordDoNotContact } from "@/lib/domain/messages/record-do-not-contact";
import { listDueTasks } from "@/lib/domain/opt-outs/list-due-tasks";
import type { OptOutInput } from "@/lib/domain/opt-outs/opt-out-input";
import { recordOptOut } from "@/lib/domain/opt-outs/record-opt-out";
import { retryPush } from "@/lib/domain/opt-outs/retry-push";
import { saveApiKey } from "@/lib/vault/save-api-key";
import { type CallingFirm, createCallingFirm } from "@/tests/support/calling-firm";
import { createTestDatabase, databaseKinds, type TestDatabase } from "@/tests/support/test-database";
import { json, openVendorStub, type VendorStub } from "@/tests/support/vendor-stub";
import { pushOptOut } from "./push-opt-out";

const CLIENT = "+16025550142";

let vendor: VendorStub;
beforeAll(async () => {
  vendor = await openVendorStub();
  vi.stubEnv("GHL_BASE_URL", vendor.url);
  vi.stubEnv("ALOWARE_BASE_URL", vendor.url);
});
afterAll(async () => {
  await vendor.close();
  vi.unstubAllEnvs();
});

describe.each(await databaseKinds())("on %s", (kind) => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase(kind);
  });
  afterAll(() => database.drop());

  async function firmOf(systems: readonly ("ghl" | "aloware")[], { isMapped = true } = {}): Promise<CallingFirm> {
    const firm = await createCallingFirm({ orgId: `org_push_${randomUUID().slice(0, 8)}` });
    vendor.received.length = 0;
    await inTenant(firm.principal, async (tx) => {
      for (const service of systems) {
        await saveApiKey(tx, { service, key: `key-of-${service}`, userId: firm.userId, overlapHours: 0 });
      }
      if (!isMapped) return;
      const person = { provider: "ghl", account: "LOC1", externalId: "C1", e164: CLIENT, statedAt: new Date() };
      await tx.insert(contactMappings).values(person);
    });
    return firm;
  }
  const stop = (firm: CallingFirm, input: Partial<OptOutInput> = {}) =>
    inTenant(firm.principal, (tx) =>
      recordOptOut(tx, { e164: CLIENT, channel: "sms", kind: "stop", source: "sms", occurredAt: new Date(), ...input }),
    );
  const tasksOf = (firm: CallingFirm) =>
    inTenant(firm.principal, (tx) => tx.select().from(optoutTasks).orderBy(optoutTasks.kind));
  async function run(firm: CallingFirm, options: { isLast?: boolean; as?: CallingFirm } = {}) {
    const outcomes = [];
    for (const { id } of (await tasksOf(firm)).filter(({ kind: each }) => each.startsWith("push"))) {
      const outcome = await pushOptOut.run({
        id: randomUUID(),
        data: { tenantId: (options.as ?? firm).principal.tenantId, payload: { taskId: id } },
        retryCount: options.isLast ? 12 : 0,
        retryLimit: 12,
        signal: new AbortController().signal,
      });
      outcomes.push(outcome.status);
    }
    return outcomes;
  }

  test("a stop is told to each system that the firm has a key for, once, with a clock of ten business days", async () => {
    const firm = await firmOf(["ghl", "aloware"]);
    vendor.answer(json(200, { succeded: true, contact: { id: "C1" } }));
    await stop(firm, { occurredAt: new Date("2026-11-20T18:00:00Z") });
    for (const task of await tasksOf(firm)) expect(task.dueAt.toISOString()).toBe("2026-12-08T06:59:59.999Z");
    for (const _ of [1, 2]) expect(await run(firm)).toEqual(["completed", "completed"]);
    const questions = vendor.received.filter(({ method }) => method === "GET").map(({ url }) => url.split("?")[0]);
    expect(questions.toSorted()).toEqual(["/api/v1/webhook/contact/phone-number", "/contacts/C1"]);
    const changes = vendor.received.filter(({ method }) => method !== "GET");
    expect(changes).toHaveLength(2);
    const [aloware, ghl] = changes.toSorted((a, b) => a.url.localeCompare(b.url));
    expect(aloware).toMatchObject({ method: "POST", url: "/api/v1/webhook/forms" });
    expect(JSON.parse(aloware?.body ?? "")).toEqual({
      api_token: "key-of-aloware",
      phone_number: CLIENT,
      is_dnc: 1,
      force_update: 1,
    });
    expect(ghl).toMatchObject({ method: "PUT", url: "/contacts/C1" });
    expect(ghl?.headers).toMatchObject({ authorization: "Bearer key-of-ghl", version: "2021-07-28" });
    expect(JSON.parse(ghl?.body ?? "")).toEqual({
      dndSettings: { SMS: expect.objectContaining({ status: "active" }) },
    });
    expect((await tasksOf(firm)).map(({ state }) => state)).toEqual(["done", "done"]);
  });

  test("a system that is away is told again, and after the last try a person sees why and may try once more", async () => {
    const firm = await firmOf(["aloware"]);
    await stop(firm, { channel: "all" });
    vendor.answer(json(503, {}));
    expect(await run(firm)).toEqual(["failed"]);
    expect(await tasksOf(firm)).toMatchObject([{ state: "waiting", detail: { reason: "unreachable" } }]);
    expect(await run(firm, { isLast: true })).toEqual(["completed"]);
    const [failed] = await tasksOf(firm);
    expect(failed).toMatchObject({ state: "failed", detail: { reason: "unreachable" } });
    const taskId = failed?.id ?? "";
    const due = await inTenant(firm.principal, (tx) => listDueTasks(tx, { limit: 5, now: new Date() }));
    expect(due.rows).toMatchObject([{ id: taskId, kind: "push_aloware", state: "failed", isOverdue: false }]);
    await inTenant(firm.principal, (tx) => retryPush(tx, { taskId, now: new Date() }));
    vendor.answer((outgoing) => outgoing.writeHead(200, { "content-type": "text/html" }).end("<html>"));
    await run(firm);
    expect(await tasksOf(firm)).toMatchObject([{ state: "failed", detail: { reason: "unexpected" } }]);
    await inTenant(firm.principal, (tx) => retryPush(tx, { taskId, now: new Date() }));
    vendor.answer(json(200, { message: "ok" }));
    await run(firm);
    expect(await tasksOf(firm)).toMatchObject([{ state: "done" }]);
    expect((await inTenant(firm.principal, (tx) => listDueTasks(tx, { limit: 5, now: new Date() }))).rows).toEqual([]);
    const again = inTenant(firm.principal, (tx) => retryPush(tx, { taskId, now: new Date() }));
    await expect(again).rejects.toMatchObject({ code: "precondition_failed" });
  });

  test("not told is a stop that was taken back, or of somebody whom the system does not know", async () => {
    const firm = await firmOf(["ghl"], { isMapped: false });
    await stop(firm);
    await run(firm);
    expect(await tasksOf(firm)).toMatchObject([{ state: "skipped", detail: { reason: "not_known_there" } }]);
    const other = await firmOf(["ghl"]);
    await stop(other, { occurredAt: new Date(Date.now() - 60_000) });
    await stop(other, { kind: "start", words: "START" });
    await run(other);
    expect(await tasksOf(other)).toMatchObject([{ state: "skipped", detail: { reason: "taken_back" } }]);
    expect(vendor.received).toEqual([]);
  });

  test("a mark that comes back from where it was set makes no new stop and no new word, whatever it is called there", async () => {
    const firm = await firmOf(["ghl", "aloware"]);
    vendor.answer(json(200, { contact: {} }));
    await stop(firm, { occurredAt: new Date(Date.now() - 60_000) });
    await run(firm);
    const mark = { eventId: null, e164: CLIENT, isBlocked: true, occurredAt: new Date(), words: null };
    const told = (provider: string, channel: "sms" | "all" | "voice") =>
      inTenant(firm.principal, (tx) => recordDoNotContact(tx, { ...mark, provider, channel }));
    expect(await told("ghl", "sms")).toEqual({ outcome: "repeated" });
    expect(await told("aloware", "all")).toEqual({ outcome: "repeated" });
    await stop(firm, { kind: "start", words: "START" });
    expect(await told("ghl", "sms")).toEqual({ outcome: "repeated" });
    const events = await inTenant(firm.principal, (tx) => tx.select({ kind: optoutEvents.kind }).from(optoutEvents));
    expect(events).toHaveLength(2);
    expect(await told("ghl", "voice")).toEqual({ outcome: "recorded" });
    const kinds = (await tasksOf(firm)).map(({ kind: each, state }) => `${each} ${state}`).toSorted();
    expect(kinds).toEqual([
      "lift_aloware waiting",
      "lift_ghl waiting",
      "push_aloware done",
      "push_aloware waiting",
      "push_ghl done",
    ]);
  });

  test("TEN-09 another firm's task tells nobody anything", async () => {
    const firm = await firmOf(["aloware"]);
    const other = await firmOf(["aloware"]);
    await stop(firm);
    expect(await run(firm, { as: other })).toEqual(["completed"]);
    expect(vendor.received).toEqual([]);
    expect(await tasksOf(firm)).toMatchObject([{ state: "waiting" }]);
    const [task] = await tasksOf(firm);
    const attempt = inTenant(other.principal, (tx) => retryPush(tx, { taskId: task?.id ?? "", now: new Date() }));
    await expect(attempt).rejects.toMatchObject({ code: "not_found" });
  });
});
