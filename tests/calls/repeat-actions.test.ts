import "@/tests/auth/clerk-environment";
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { draftCallAction, scheduleCallAction } from "@/app/desk/cases/[caseId]/call/actions";
import { appUrl } from "@/tests/auth/clerk-environment";
import { carrying, serve } from "@/tests/auth/request-scope";
import { mintToken, type Person } from "@/tests/auth/session-token";
import { type CallingFirm, createCallingFirm } from "@/tests/support/calling-firm";
import { createTestDatabase, type TestDatabase } from "@/tests/support/test-database";
import { AFTER_CLOSING, NEXT_MORNING, stopCall } from "./stopped-call";

// Next revalidates within a request of its own, which the suite has not.
vi.mock("next/cache", () => ({ revalidatePath: () => undefined }));

let database: TestDatabase;
let firm: CallingFirm;
let hostile: CallingFirm;
const OWN = `org_repeat_${randomUUID().slice(0, 8)}`;
const OTHER = `org_hostile_${randomUUID().slice(0, 8)}`;

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: AFTER_CLOSING.dialledAt });
  database = await createTestDatabase("pglite");
  firm = await createCallingFirm({ orgId: OWN });
  hostile = await createCallingFirm({ orgId: OTHER, e164: "+16025550143" });
});
afterAll(async () => {
  vi.useRealTimers();
  await database.drop();
});

function personOf(role: string, of = firm, organizationId = OWN): Person {
  return { userId: of.userId, organizationId, role };
}

async function act<T>(person: Person, run: () => Promise<T>): Promise<T> {
  const headers = carrying(await mintToken(person), "cookie", { origin: appUrl, "sec-fetch-site": "same-origin" });
  const served = await serve({ headers, method: "POST" }, "off", run);
  if (served.by !== "app") throw new Error(`the middleware answered ${served.status}`);
  return served.result;
}

const choiceOf = (repeatOf: string, of = firm) => ({
  caseId: of.caseId,
  contactPhoneId: of.phoneId,
  purpose: "appointment" as const,
  language: "es" as const,
  when: NEXT_MORNING.toISOString(),
  repeatOf,
});

test("TEN-05 who may call takes a stopped call up once; a reader and another firm do not", async () => {
  const callId = await stopCall(firm);
  const viewer = await act(personOf("viewer"), () => draftCallAction(choiceOf(callId)));
  expect(viewer?.serverError?.code).toBe("forbidden");
  const intruder = personOf("admin", hostile, OTHER);
  const foreign = await act(intruder, () => draftCallAction(choiceOf(callId, hostile)));
  const unknown = await act(intruder, () => draftCallAction(choiceOf(randomUUID(), hostile)));
  expect(foreign?.serverError).toMatchObject({ code: "not_found", message: unknown?.serverError?.message });

  const made = await act(personOf("paralegal"), () => draftCallAction(choiceOf(callId)));
  const { sealedDraft = "" } = made?.data ?? {};
  const confirmation = { caseId: firm.caseId, sealedDraft, idempotencyKey: randomUUID() };
  const reader = await act(personOf("viewer"), () => scheduleCallAction(confirmation));
  expect(reader?.serverError?.code).toBe("forbidden");
  const stolen = await act(intruder, () => scheduleCallAction(confirmation));
  expect(stolen?.serverError?.code).toBe("invalid_input");
  const first = await act(personOf("paralegal"), () => scheduleCallAction(confirmation));
  expect(first?.data?.kind).toBe("scheduled");
  const second = { ...confirmation, idempotencyKey: randomUUID() };
  expect((await act(personOf("paralegal"), () => scheduleCallAction(second)))?.data).toEqual(first?.data);
});
