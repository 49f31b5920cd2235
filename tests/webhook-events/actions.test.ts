import "@/tests/auth/clerk-environment";
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import {
  dryRunEventAction,
  dryRunEventsAction,
  listMatchingEventsAction,
  markEventsDoneAction,
  quarantineEventsAction,
  releaseEventsAction,
  replayEventsAction,
  revealEventAction,
  setProviderStateAction,
} from "@/app/settings/webhooks/events/actions";
import { appUrl } from "@/tests/auth/clerk-environment";
import { carrying, serve } from "@/tests/auth/request-scope";
import { mintToken, newPerson, type Person } from "@/tests/auth/session-token";
import { createTestDatabase, type TestDatabase } from "@/tests/support/test-database";
import { CANARIES, type LoggedFirm, openLoggedFirm } from "./logged-firm";

// Next revalidates within a request of its own, which the suite has not.
vi.mock("next/cache", () => ({ revalidatePath: () => undefined }));

const OWN_PAGE = { origin: appUrl, "sec-fetch-site": "same-origin" };

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase("pglite");
});
afterAll(() => database.drop());

async function act<T>(person: Person, run: () => Promise<T>): Promise<T> {
  const token = await mintToken(person);
  const served = await serve({ headers: carrying(token, "cookie", OWN_PAGE), method: "POST" }, "off", run);
  if (served.by !== "app") throw new Error(`the middleware answered ${served.status}`);
  return served.result;
}

function memberOf(firm: LoggedFirm, role: string): Person {
  const { actor } = firm.principal;
  return { userId: actor.type === "user" ? actor.userId : "", organizationId: firm.organizationId, role };
}

type Answer = { data?: unknown; serverError?: { code: string; message: string } | undefined } | undefined;

const ATTEMPTS: Record<string, (eventId: string) => Promise<Answer>> = {
  reveal: (eventId) => revealEventAction({ eventId }),
  "dry run": (eventId) => dryRunEventAction({ eventId }),
  "dry run of many": (eventId) => dryRunEventsAction({ eventIds: [eventId] }),
  replay: (eventId) => replayEventsAction({ eventIds: [eventId] }),
  quarantine: (eventId) => quarantineEventsAction({ eventIds: [eventId] }),
  release: (eventId) => releaseEventsAction({ eventIds: [eventId] }),
  "mark done": (eventId) => markEventsDoneAction({ eventIds: [eventId], reason: "test" }),
  "list what matches": () => listMatchingEventsAction({}),
  "pause a provider": () => setProviderStateAction({ provider: "vapi", state: "paused" }),
};

test.each(Object.entries(ATTEMPTS))("AUTH-04 %s is for whoever manages the integrations", async (name, attempt) => {
  const firm = await openLoggedFirm("act_role");
  const eventId = await firm.store({ row: { state: "dead" } });
  const before = await firm.stateOf(eventId);
  for (const role of ["attorney", "paralegal", "intake", "viewer", "something_new"]) {
    const answer = await act(memberOf(firm, role), () => attempt(eventId));
    expect(answer?.serverError?.code, `${name} as ${role}`).toBe("forbidden");
  }
  expect(await firm.stateOf(eventId)).toEqual(before);
  expect((await act(memberOf(firm, "admin"), () => attempt(eventId)))?.serverError).toBeUndefined();
});

test.each(Object.entries(ATTEMPTS))(
  "TEN-05 %s tells another firm of an event what it tells of an unknown one",
  async (name, attempt) => {
    const firm = await openLoggedFirm("act_owner");
    const eventId = await firm.store({ row: { state: name === "release" ? "quarantined" : "dead" } });
    const before = await firm.stateOf(eventId);
    const stranger = newPerson();
    const unknown = randomUUID();
    const answerOf = async (id: string) => {
      const answer = await act(stranger, () => attempt(id));
      return JSON.stringify([answer?.data, answer?.serverError?.code, answer?.serverError?.message]).replaceAll(
        id,
        "id",
      );
    };
    const told = await answerOf(eventId);
    expect(told).toBe(await answerOf(unknown));
    for (const canary of CANARIES) expect(told).not.toContain(canary);
    expect(await firm.stateOf(eventId)).toEqual(before);
  },
);

test("an admin tries a replay out, replays, and sees what it caused", async () => {
  const firm = await openLoggedFirm("act_story");
  const admin = memberOf(firm, "admin");
  const eventId = await firm.store({ row: { state: "dead" } });
  const trial = await act(admin, () => dryRunEventAction({ eventId }));
  expect(trial.data?.changes.map(({ action }) => action)).toContain("call_logs.update");
  expect((await firm.stateOf(eventId)).state).toBe("dead");
  expect((await act(admin, () => replayEventsAction({ eventIds: [eventId] }))).data?.changed).toEqual([eventId]);
  await firm.work(eventId);
  expect((await firm.stateOf(eventId)).state).toBe("processed");
});

test("what matches is listed as events only, up to 200 of them", async () => {
  const firm = await openLoggedFirm("act_matching");
  const eventId = await firm.store({ row: { state: "dead" } });
  await firm.store();
  await firm.refuse();
  const { data } = await act(memberOf(firm, "admin"), () => listMatchingEventsAction({ state: "dead" }));
  expect(data).toEqual({ eventIds: [eventId] });
});

test("an input that asks for more than there is is refused before the database is asked", async () => {
  const firm = await openLoggedFirm("act_input");
  const admin = memberOf(firm, "admin");
  const many = Array.from({ length: 201 }, () => randomUUID());
  expect(await act(admin, () => replayEventsAction({ eventIds: many }))).toHaveProperty("validationErrors");
  const smuggled = { eventIds: [randomUUID()], tenantId: randomUUID() };
  expect(await act(admin, () => replayEventsAction(smuggled))).toHaveProperty("validationErrors");
});
