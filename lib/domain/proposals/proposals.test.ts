import { randomUUID } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { auditLogs } from "@/db/schema/audit";
import { callLogs } from "@/db/schema/call-logs";
import { caseDetails } from "@/db/schema/case-details";
import { caseMembers } from "@/db/schema/case-members";
import { cases } from "@/db/schema/cases";
import { contacts } from "@/db/schema/contacts";
import { inTenant } from "@/db/tenant";
import type { CaseDetailField } from "@/lib/domain/details/case-detail-fields.schema";
import { createTestDatabase, type TestDatabase, testPrincipal } from "@/tests/support/test-database";
import { acceptProposal } from "./accept-proposal";
import { listProposals } from "./list-proposals";
import { proposeCaseDetail } from "./propose-case-detail";
import { rejectProposal } from "./reject-proposal";

let embedded: TestDatabase;
beforeAll(async () => {
  embedded = await createTestDatabase("pglite");
});
afterAll(() => embedded.drop());

const USER = "user_marta";

async function openCase(name: string) {
  const principal = testPrincipal(`org_${name}`, { actor: { type: "user", userId: USER } });
  const [contactId, caseId, callId] = [randomUUID(), randomUUID(), randomUUID()];
  await inTenant(principal, async (tx) => {
    await tx.insert(contacts).values({ id: contactId, firstName: "Ana", lastName: "Molina", addressState: "CA" });
    await tx.insert(cases).values({
      id: caseId,
      caseNumber: 1,
      title: "T",
      practiceArea: "other",
      clientContactId: contactId,
      openedOn: "2026-01-02",
    });
    await tx.insert(callLogs).values({
      id: callId,
      direction: "outbound",
      purpose: "case_information",
      language: "en",
      caseId,
      contactId,
      clientNumber: "+16025550101",
    });
  });
  const run = <T>(work: Parameters<typeof inTenant<T>>[1]) => inTenant(principal, work);
  const propose = async (field: CaseDetailField, heardValue: string) => {
    await run((tx) =>
      proposeCaseDetail(tx, {
        caseId,
        callId,
        toolCallId: randomUUID(),
        field,
        heardValue,
        language: "en",
        saidAt: new Date(),
        spokenWords: `I said ${heardValue}`,
        second: 42.7,
      }),
    );
    const [newest] = await run((tx) => listProposals(tx, caseId));
    if (!newest) throw new Error("no proposal");
    return newest;
  };
  const details = () => run((tx) => tx.select().from(caseDetails).where(eq(caseDetails.caseId, caseId)));
  return { principal, contactId, caseId, callId, run, propose, details };
}

test("an accepted proposal becomes the case's detail, with its call, second and person, once", async () => {
  const { run, propose, details, callId, caseId } = await openCase("accept");
  const proposal = await propose("date_of_birth", "March 12, 1985");
  expect(proposal).toMatchObject({
    normalizedValue: "1985-03-12",
    transcriptSecond: 42,
    currentValue: null,
    status: "pending",
  });
  for (let round = 0; round < 2; round += 1) {
    expect(await run((tx) => acceptProposal(tx, { id: proposal.id, userId: USER }))).toEqual({ value: "1985-03-12" });
  }
  expect(await details()).toMatchObject([
    {
      field: "date_of_birth",
      value: "1985-03-12",
      source: "call",
      sourceCallId: callId,
      sourceProposalId: proposal.id,
      transcriptSecond: 42,
      acceptedByUserId: USER,
    },
  ]);
  const [after] = await run((tx) => listProposals(tx, caseId));
  expect(after).toMatchObject({ status: "accepted", decidedByUserId: USER, currentValue: "1985-03-12" });
  const written = await run((tx) =>
    tx.$count(auditLogs, and(eq(auditLogs.action, "case_details.insert"), eq(auditLogs.actorId, USER))),
  );
  expect(written).toBe(1);
});

test("an edited value is normalised and marked as edited", async () => {
  const { run, propose, details, caseId } = await openCase("edit");
  const proposal = await propose("email", "ana at example dot test");
  await run((tx) => acceptProposal(tx, { id: proposal.id, userId: USER, editedValue: "Ana.Molina@Example.TEST" }));
  expect((await details())[0]?.value).toBe("ana.molina@example.test");
  expect((await run((tx) => listProposals(tx, caseId)))[0]).toMatchObject({ status: "edited" });
});

test("an accepted address tells the gate the client's new state", async () => {
  const { run, propose, contactId } = await openCase("address");
  const proposal = await propose("address", "12 Oak Street, Phoenix, Arizona 85004");
  await run((tx) => acceptProposal(tx, { id: proposal.id, userId: USER }));
  const [client] = await run((tx) => tx.select().from(contacts).where(eq(contacts.id, contactId)));
  expect(client?.addressState).toBe("AZ");
});

test("a value that does not fit its field is not accepted, and the proposal stays open", async () => {
  const { run, propose, details, caseId } = await openCase("unfit");
  const proposal = await propose("date_of_birth", "March 12, 2085");
  expect(proposal).toMatchObject({ normalizedValue: null, problem: "in_future" });
  await expect(run((tx) => acceptProposal(tx, { id: proposal.id, userId: USER }))).rejects.toMatchObject({
    code: "invalid_input",
  });
  await expect(
    run((tx) => acceptProposal(tx, { id: proposal.id, userId: USER, editedValue: "yesterday or so" })),
  ).rejects.toMatchObject({ code: "invalid_input" });
  expect(await details()).toEqual([]);
  expect((await run((tx) => listProposals(tx, caseId)))[0]?.status).toBe("pending");
});

test("a detail that changed meanwhile is a conflict; whoever has seen the new value may go on", async () => {
  const { run, propose, details, caseId } = await openCase("changed");
  const proposal = await propose("email", "ana@example.test");
  await run((tx) =>
    tx.insert(caseDetails).values({ caseId, field: "email", value: "new@example.test", source: "staff" }),
  );
  const accept = (seenValue?: string | null) =>
    run((tx) =>
      acceptProposal(tx, { id: proposal.id, userId: USER, ...(seenValue === undefined ? {} : { seenValue }) }),
    );
  await expect(accept()).rejects.toMatchObject({ code: "conflict" });
  await expect(accept(null)).rejects.toMatchObject({ code: "conflict" });
  expect((await details())[0]?.value).toBe("new@example.test");
  expect(await accept("new@example.test")).toEqual({ value: "ana@example.test" });
});

test("a rejected proposal leaves the case as it is, for good", async () => {
  const { run, propose, details } = await openCase("reject");
  const proposal = await propose("email", "ana@example.test");
  for (let round = 0; round < 2; round += 1) await run((tx) => rejectProposal(tx, { id: proposal.id, userId: USER }));
  await expect(run((tx) => acceptProposal(tx, { id: proposal.id, userId: USER }))).rejects.toMatchObject({
    code: "conflict",
  });
  expect(await details()).toEqual([]);
});

test("accepting one takes other open proposals for the field away, and an accepted one cannot be rejected", async () => {
  const { run, propose, caseId, principal } = await openCase("others");
  const first = await propose("email", "one@example.test");
  const otherCall = randomUUID();
  await inTenant(principal, async (tx) => {
    await tx.insert(callLogs).values({
      id: otherCall,
      direction: "outbound",
      purpose: "callback",
      language: "en",
      caseId,
      clientNumber: "+16025550101",
    });
    await proposeCaseDetail(tx, {
      caseId,
      callId: otherCall,
      toolCallId: "x",
      field: "email",
      heardValue: "two@example.test",
      language: "en",
      saidAt: new Date(),
      spokenWords: null,
      second: null,
    });
  });
  await run((tx) => acceptProposal(tx, { id: first.id, userId: USER }));
  const states = (await run((tx) => listProposals(tx, caseId))).map(({ normalizedValue, status }) => [
    normalizedValue,
    status,
  ]);
  expect(states.toSorted()).toEqual([
    ["one@example.test", "accepted"],
    ["two@example.test", "superseded"],
  ]);
  await expect(run((tx) => rejectProposal(tx, { id: first.id, userId: USER }))).rejects.toMatchObject({
    code: "conflict",
  });
});

test("TEN-09 another firm's proposal, one behind a wall and an unknown one are one answer", async () => {
  const mine = await openCase("mine");
  const theirs = await openCase("theirs");
  const foreign = await theirs.propose("email", "x@example.test");
  const walled = await mine.propose("email", "y@example.test");
  await inTenant({ ...mine.principal, actor: { type: "system", name: "suite" } }, async (tx) => {
    await tx.insert(caseMembers).values({ caseId: mine.caseId, userId: "user_inside" });
    await tx.update(cases).set({ isRestricted: true }).where(eq(cases.id, mine.caseId));
  });
  const answers: unknown[] = [];
  const note = (error: unknown) => answers.push(error);
  for (const id of [foreign.id, walled.id, randomUUID()]) {
    await mine.run((tx) => acceptProposal(tx, { id, userId: USER })).catch(note);
    await mine.run((tx) => rejectProposal(tx, { id, userId: USER })).catch(note);
  }
  expect(answers).toHaveLength(6);
  for (const answer of answers)
    expect(answer).toMatchObject({ code: "not_found", publicMessage: "There is no such proposal" });
  expect(await mine.run((tx) => listProposals(tx, mine.caseId))).toEqual([]);
  expect(await mine.run((tx) => listProposals(tx, theirs.caseId))).toEqual([]);
});
