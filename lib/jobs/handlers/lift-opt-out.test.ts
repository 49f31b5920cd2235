import { randomUUID } from "node:crypto";
import { asc } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { complianceSettings } from "@/db/schema/compliance-settings";
import { contactMappings } from "@/db/schema/contact-mappings";
import { optoutTasks } from "@/db/schema/optout-tasks";
import { inTenant } from "@/db/tenant";
import { allowAgain } from "@/lib/domain/opt-outs/allow-again";
import type { OptOutInput } from "@/lib/domain/opt-outs/opt-out-input";
import { recordOptOut } from "@/lib/domain/opt-outs/record-opt-out";
import { saveApiKey } from "@/lib/vault/save-api-key";
import { type LoopbackServer, listenOnLoopback } from "@/simulators/http/listen-on-loopback";
import { type CallingFirm, createCallingFirm } from "@/tests/support/calling-firm";
import { createTestDatabase, postgresAnswers, type TestDatabase } from "@/tests/support/test-database";
import { pushOptOut } from "./push-opt-out";

const CLIENT = "+16025550142";
const OURS = { status: "active", message: "Opt-out recorded in Docketline", code: "103" };
const THEIRS = { status: "active", message: "Set by a workflow", code: "101" };

/** What HighLevel and Aloware have of the person, and what they were asked to change. */
let contact: { dnd: boolean; dndSettings: Record<string, { status: string; message: string; code: string }> };
let isDnc: boolean;
let changes: Record<string, unknown>[];
/** Called before an answer to a change leaves; a status in the place of the answer. */
let meanwhile: (() => Promise<number | undefined>) | null;
let server: LoopbackServer;

async function answer(request: Request): Promise<Response> {
  const { pathname } = new URL(request.url);
  if (request.method === "GET") return Response.json(pathname === "/contacts/C1" ? { contact } : { is_dnc: isDnc });
  const body = await request.json();
  const { api_token: _, ...change } = body;
  changes.push(change);
  if (pathname === "/contacts/C1") {
    contact = { dnd: body.dnd ?? contact.dnd, dndSettings: { ...contact.dndSettings, ...body.dndSettings } };
  } else {
    isDnc = body.is_dnc === 1;
  }
  const status = await meanwhile?.();
  return Response.json({ contact }, status === undefined ? {} : { status });
}

beforeAll(async () => {
  server = await listenOnLoopback(answer, 0);
  vi.stubEnv("GHL_BASE_URL", `http://127.0.0.1:${server.port}`);
  vi.stubEnv("ALOWARE_BASE_URL", `http://127.0.0.1:${server.port}`);
});
beforeEach(() => {
  contact = { dnd: false, dndSettings: {} };
  isDnc = false;
  changes = [];
  meanwhile = null;
});
afterAll(async () => {
  await server.close();
  vi.unstubAllEnvs();
});

const kinds = (await postgresAnswers()) ? (["pglite", "pg"] as const) : (["pglite"] as const);

describe.each(kinds)("what the firm set elsewhere, on %s", (kind) => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase(kind);
  });
  afterAll(() => database.drop());

  async function firmOf(...systems: ("ghl" | "aloware")[]): Promise<CallingFirm> {
    const firm = await createCallingFirm({ orgId: `org_lift_${randomUUID().slice(0, 8)}` });
    await inTenant(firm.principal, async (tx) => {
      for (const service of systems) {
        await saveApiKey(tx, { service, key: `key-of-${service}`, userId: firm.userId, overlapHours: 0 });
      }
      const person = { provider: "ghl", account: "LOC1", externalId: "C1", e164: CLIENT, statedAt: new Date() };
      await tx.insert(contactMappings).values(person);
    });
    return firm;
  }
  const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000);
  const say = (firm: CallingFirm, input: Partial<OptOutInput> & Pick<OptOutInput, "kind" | "occurredAt">) =>
    inTenant(firm.principal, (tx) =>
      recordOptOut(tx, { e164: CLIENT, channel: "sms", source: "sms", words: input.kind.toUpperCase(), ...input }),
    );
  const tasksOf = (firm: CallingFirm) =>
    inTenant(firm.principal, (tx) => tx.select().from(optoutTasks).orderBy(asc(optoutTasks.createdAt)));
  const told = async (firm: CallingFirm) =>
    (await tasksOf(firm))
      .filter(({ kind: each }) => each.startsWith("push") || each.startsWith("lift"))
      .map(({ kind: each, state, detail }) => [each, state, detail["reason"]].filter(Boolean).join(" "));
  /** Does every task that waits, until none does. */
  async function work(firm: CallingFirm, as = firm) {
    for (let round = 0; round < 4; round += 1) {
      for (const { id } of (await tasksOf(firm)).filter(({ state }) => state === "waiting")) {
        await pushOptOut.run({
          id: randomUUID(),
          data: { tenantId: as.principal.tenantId, payload: { taskId: id } },
          retryCount: 0,
          retryLimit: 12,
          signal: new AbortController().signal,
        });
      }
    }
  }

  test.each(["a START", "staff who allow again"])(
    "the marks are taken off in the way that they were set, by %s",
    async (who) => {
      const firm = await firmOf("ghl", "aloware");
      await say(firm, { kind: "stop", occurredAt: ago(10) });
      await work(firm);
      expect([contact.dndSettings["SMS"], isDnc]).toEqual([OURS, true]);
      if (who === "a START") await say(firm, { kind: "start", occurredAt: ago(5) });
      else {
        await inTenant(firm.principal, (tx) =>
          allowAgain(tx, {
            ...{ number: CLIENT, channel: "sms", scope: "all", evidence: "Please write to me again" },
            ...{ saidAt: null, userId: firm.userId, now: new Date() },
          }),
        );
      }
      changes = [];
      await work(firm);
      expect(changes).toHaveLength(2);
      expect(changes).toContainEqual({ dndSettings: { SMS: { status: "inactive", message: "", code: "103" } } });
      expect(changes).toContainEqual({ phone_number: CLIENT, is_dnc: 0, force_update: 1 });
      expect(await told(firm)).toEqual(expect.arrayContaining(["lift_ghl done", "lift_aloware done"]));
      await work(firm);
      expect(changes).toHaveLength(2);
    },
  );

  test("everything that was marked, with the mark for all, goes as it was set", async () => {
    const firm = await firmOf("ghl");
    await say(firm, { kind: "stop", channel: "all", occurredAt: ago(10) });
    await work(firm);
    expect(contact).toEqual({ dnd: true, dndSettings: { SMS: OURS, Call: OURS, WhatsApp: OURS, Email: OURS } });
    await say(firm, { kind: "start", channel: "all", occurredAt: ago(5) });
    await work(firm);
    expect(contact.dnd).toBe(false);
    expect(new Set(Object.values(contact.dndSettings).map(({ status }) => status))).toEqual(new Set(["inactive"]));
  });

  test("CMP-03 a late START that is older than the stop takes nothing off", async () => {
    const firm = await firmOf("ghl", "aloware");
    await say(firm, { kind: "stop", occurredAt: ago(10) });
    await work(firm);
    await say(firm, { kind: "start", occurredAt: ago(20) });
    changes = [];
    await work(firm);
    expect(changes).toEqual([]);
    expect((await told(firm)).filter((each) => each.startsWith("lift"))).toEqual([]);
    expect([contact.dndSettings["SMS"], isDnc]).toEqual([OURS, true]);
  });

  test("a mark that stood there before, or that somebody set anew since, is not ours to take off", async () => {
    const firm = await firmOf("ghl", "aloware");
    contact.dndSettings = { SMS: THEIRS };
    isDnc = true;
    await say(firm, { kind: "stop", channel: "all", occurredAt: ago(10) });
    await work(firm);
    expect(contact).toEqual({ dnd: false, dndSettings: { SMS: THEIRS, Call: OURS, WhatsApp: OURS, Email: OURS } });
    contact.dndSettings = { ...contact.dndSettings, Email: THEIRS };
    await say(firm, { kind: "start", channel: "all", occurredAt: ago(5) });
    await work(firm);
    expect(contact.dndSettings).toMatchObject({ SMS: THEIRS, Email: THEIRS, Call: { status: "inactive" } });
    expect(isDnc).toBe(true);
    expect((await told(firm)).filter((each) => each.startsWith("lift"))).toEqual(["lift_ghl done"]);
  });

  test("a stop that HighLevel itself told of was never set from here", async () => {
    const firm = await firmOf("ghl");
    await say(firm, { kind: "stop", source: "crm", toldBy: "ghl", occurredAt: ago(10) });
    await say(firm, { kind: "start", occurredAt: ago(5) });
    await work(firm);
    expect([changes, await told(firm)]).toEqual([[], []]);
  });

  test("another stop that holds keeps what it asks for: all where stops reach everything, its channel where not", async () => {
    const firm = await firmOf("ghl", "aloware");
    for (const channel of ["sms", "voice"] as const) await say(firm, { kind: "stop", channel, occurredAt: ago(10) });
    await work(firm);
    await say(firm, { kind: "start", occurredAt: ago(5) });
    await work(firm);
    expect(contact.dndSettings).toEqual({ SMS: OURS, Call: OURS });
    expect(await told(firm)).toEqual(
      expect.arrayContaining(["lift_ghl skipped stopped_again", "lift_aloware skipped stopped_again"]),
    );
    await inTenant(firm.principal, (tx) =>
      tx
        .insert(complianceSettings)
        .values({ optOutReach: "requested_scope" })
        .onConflictDoUpdate({ target: complianceSettings.tenantId, set: { optOutReach: "requested_scope" } }),
    );
    await say(firm, { kind: "start", occurredAt: ago(4) });
    await work(firm);
    expect(contact.dndSettings).toMatchObject({ SMS: { status: "inactive" }, Call: OURS });
    expect(isDnc).toBe(true);
    await say(firm, { kind: "start", channel: "voice", occurredAt: ago(3) });
    await work(firm);
    expect(contact.dndSettings["Call"]?.status).toBe("inactive");
    expect(isDnc).toBe(false);
  });

  test("who says the opposite while the request is on its way is heard there as well", async () => {
    const firm = await firmOf("aloware");
    await say(firm, { kind: "stop", occurredAt: ago(10) });
    meanwhile = async () => {
      meanwhile = null;
      await say(firm, { kind: "start", occurredAt: ago(8) });
      return undefined;
    };
    await work(firm);
    expect(isDnc).toBe(false);
    await say(firm, { kind: "stop", occurredAt: ago(6) });
    await work(firm);
    expect(isDnc).toBe(true);
    await say(firm, { kind: "start", occurredAt: ago(5) });
    meanwhile = async () => {
      meanwhile = null;
      isDnc = true;
      await say(firm, { kind: "stop", occurredAt: ago(4) });
      await work(firm);
      isDnc = false;
      return undefined;
    };
    await work(firm);
    expect(isDnc).toBe(true);
  });

  test("a mark whose answer was lost is still the firm's own", async () => {
    const firm = await firmOf("aloware");
    await say(firm, { kind: "stop", occurredAt: ago(10) });
    meanwhile = async () => {
      meanwhile = null;
      return 503;
    };
    await work(firm);
    expect(await told(firm)).toEqual(["push_aloware done"]);
    await say(firm, { kind: "start", occurredAt: ago(5) });
    await work(firm);
    expect(isDnc).toBe(false);
  });

  test("TEN-09 another firm's task takes nothing off", async () => {
    const firm = await firmOf("aloware");
    await say(firm, { kind: "stop", occurredAt: ago(10) });
    await work(firm);
    await say(firm, { kind: "start", occurredAt: ago(5) });
    await work(firm, await firmOf("aloware"));
    expect(isDnc).toBe(true);
    const [lift] = (await tasksOf(firm)).filter(({ kind: each }) => each === "lift_aloware");
    expect(lift?.state).toBe("waiting");
  });
});
