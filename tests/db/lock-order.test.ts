import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { callLogs } from "@/db/schema/call-logs";
import { caseDetailProposals } from "@/db/schema/case-detail-proposals";
import { caseNotes } from "@/db/schema/case-notes";
import { consents } from "@/db/schema/consents";
import { contacts } from "@/db/schema/contacts";
import { leadMetadata } from "@/db/schema/lead-metadata";
import { leads } from "@/db/schema/leads";
import { inTenant, type TenantTx } from "@/db/tenant";
import { lockCall } from "@/lib/domain/calls/lock-call";
import { changeCaseStage } from "@/lib/domain/cases/change-case-stage";
import { restrictCase } from "@/lib/domain/cases/restrict-case";
import { revokeConsent } from "@/lib/domain/consents/revoke-consent";
import { lockPerson } from "@/lib/domain/contact-gate/lock-person";
import { changeLeadStatus } from "@/lib/domain/leads/change-lead-status";
import { recordOptOut } from "@/lib/domain/opt-outs/record-opt-out";
import { acceptProposal } from "@/lib/domain/proposals/accept-proposal";
import { proposeCaseDetail } from "@/lib/domain/proposals/propose-case-detail";
import { CALLING_TIME, type CallingFirm, createCallingFirm } from "../support/calling-firm";
import { createTestDatabase, postgresAnswers, type TestDatabase, testPrincipal } from "../support/test-database";
import { untilWaiting } from "../support/until-waiting";

const hasPostgres = await postgresAnswers();

/**
 * Every audited write takes the firm's chain until it commits. Each test lets one transaction stand just before the step in
 * which it would wait for the other, and lets the other go as far as it can: where the two waited crosswise, the database
 * would end one of them.
 */
describe.runIf(hasPostgres)("rows and the audit chain are taken in an order in which nobody waits crosswise", () => {
  let database: TestDatabase;
  let firm: CallingFirm;
  let orgId: string;
  let count = 0;
  beforeAll(async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: CALLING_TIME });
    database = await createTestDatabase("pg");
  });
  afterAll(async () => {
    vi.useRealTimers();
    await database.drop();
  });

  const open = async () => {
    count += 1;
    orgId = `org_order_${count}`;
    firm = await createCallingFirm({ orgId, e164: `+1602555${6000 + count}` });
  };
  const asMachine = <T>(work: (tx: TenantTx) => Promise<T>) =>
    inTenant(testPrincipal(orgId, { actor: { type: "job", name: "test", jobId: null } }), work);
  const asPerson = <T>(work: (tx: TenantTx) => Promise<T>) => inTenant(firm.principal, work);
  /** Stands after `first` until `other` waits, then goes on with `then`. */
  const meet = async (steps: {
    first: (tx: TenantTx) => Promise<unknown>;
    other: () => Promise<unknown>;
    then: (tx: TenantTx) => Promise<unknown>;
  }) => {
    const stands = Promise.withResolvers<void>();
    const other = stands.promise.then(steps.other);
    const one = asMachine(async (tx) => {
      await steps.first(tx);
      stands.resolve();
      await untilWaiting(database);
      await steps.then(tx);
    });
    const results = await Promise.allSettled([one, other]);
    return results.map((result) =>
      result.status === "fulfilled" ? "done" : String(result.reason?.cause ?? result.reason),
    );
  };
  const holdChain = (tx: TenantTx) => tx.execute(sql`select docketline.hold_chain()`);
  const call = async () => {
    const callId = randomUUID();
    const { caseId, contactId, e164: clientNumber } = firm;
    const purpose = "case_information";
    await asMachine((tx) =>
      tx.insert(callLogs).values({
        ...{ id: callId, direction: "outbound", purpose, language: "en", caseId, contactId, clientNumber },
        ...{ state: "in-progress", dialState: "placed" },
      }),
    );
    return callId;
  };
  const propose = (tx: TenantTx, callId: string, field: "employer" | "address", heardValue: string) =>
    proposeCaseDetail(tx, {
      ...{ caseId: firm.caseId, callId, toolCallId: randomUUID(), field, heardValue, language: "en" },
      ...{ saidAt: new Date(), spokenWords: null, second: null },
    });
  const proposalOf = async (callId: string) => {
    const [row] = await asMachine((tx) =>
      tx.select({ id: caseDetailProposals.id }).from(caseDetailProposals).where(eq(caseDetailProposals.callId, callId)),
    );
    return row?.id ?? "";
  };

  test.each<[string, (tx: TenantTx) => Promise<unknown>]>([
    [
      "moves the case to another stage",
      (tx: TenantTx) => changeCaseStage(tx, { caseId: firm.caseId, stage: "settled" }),
    ],
    [
      "restricts the case",
      (tx: TenantTx) => restrictCase(tx, { caseId: firm.caseId, isRestricted: true, userId: firm.userId }),
    ],
  ])("who adds to a case while somebody %s", async (_name, act) => {
    await open();
    const then = (tx: TenantTx) =>
      tx.insert(caseNotes).values({ caseId: firm.caseId, body: "Wishes to be called back" });
    expect(await meet({ first: holdChain, other: () => asPerson(act), then })).toEqual(["done", "done"]);
  });

  test("who adds to a lead while somebody changes its status", async () => {
    await open();
    const leadId = randomUUID();
    await asMachine((tx) =>
      tx
        .insert(leads)
        .values({ id: leadId, firstName: "Ana", lastName: "Lopez", source: "web_form", preferredLanguage: "en" }),
    );
    const other = () => asPerson((tx) => changeLeadStatus(tx, { leadId, status: "contacted" }));
    const then = (tx: TenantTx) => tx.insert(leadMetadata).values({ leadId, key: "external_id", value: "make:1" });
    expect(await meet({ first: holdChain, other, then })).toEqual(["done", "done"]);
  });

  test("who accepts a detail while another call proposes the same one", async () => {
    await open();
    const [earlier, going] = [await call(), await call()];
    await asMachine((tx) => propose(tx, earlier, "employer", "Acme"));
    await asMachine((tx) => propose(tx, going, "employer", "Acme Works"));
    const id = await proposalOf(earlier);
    const other = () => asPerson((tx) => acceptProposal(tx, { id, userId: firm.userId }));
    const first = (tx: TenantTx) => lockCall(tx, { callId: going, withNumber: false });
    const then = (tx: TenantTx) => propose(tx, going, "employer", "Acme Works Inc.");
    expect(await meet({ first, other, then })).toEqual(["done", "done"]);
  });

  test("who accepts an address while somebody changes the contact", async () => {
    await open();
    const callId = await call();
    await asMachine((tx) => propose(tx, callId, "address", "12 Main Street, Phoenix, AZ 85004"));
    const id = await proposalOf(callId);
    const other = () => asPerson((tx) => acceptProposal(tx, { id, userId: firm.userId }));
    const own = eq(contacts.id, firm.contactId);
    const first = (tx: TenantTx) => tx.select({ id: contacts.id }).from(contacts).where(own).for("no key update");
    const then = (tx: TenantTx) => tx.update(contacts).set({ preferredLanguage: "es" }).where(own);
    expect(await meet({ first, other, then })).toEqual(["done", "done"]);
  });

  test("who ends a consent while a stop of the same number is recorded among others", async () => {
    await open();
    const [consent] = await asMachine((tx) => tx.select({ id: consents.id }).from(consents));
    const other = () => asPerson((tx) => revokeConsent(tx, { consentId: consent?.id ?? "", now: new Date() }));
    const first = async (tx: TenantTx) => {
      await lockPerson(tx, { address: firm.e164 });
      await holdChain(tx);
    };
    const then = (tx: TenantTx) =>
      recordOptOut(tx, { e164: firm.e164, channel: "all", kind: "stop", source: "import", occurredAt: new Date() });
    expect(await meet({ first, other, then })).toEqual(["done", "done"]);
  });
});
