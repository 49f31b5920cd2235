import "./clerk-environment";
import { createHmac, randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { Webhook } from "svix";
import { afterAll, beforeAll, expect, test } from "vitest";
import { POST } from "@/app/api/webhooks/clerk/route";
import { firms } from "@/db/schema/firms";
import { memberships } from "@/db/schema/memberships";
import { inTenant, rowsOf, type TenantTx } from "@/db/tenant";
import { createTestDatabase, type TestDatabase, testPrincipal } from "@/tests/support/test-database";
import { appUrl, webhookSecret } from "./clerk-environment";
import { newPerson, type Person } from "./session-token";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase("pglite");
});
afterAll(() => database.drop());

type Event = { type: string; data: Record<string, unknown>; timestamp?: number };

const START = Date.UTC(2026, 10, 1);
const at = (minute: number) => START + minute * 60_000;

function organizationEvent(type: string, person: Person, minute: number, name = "Calder & Reyes"): Event {
  const data = {
    id: person.organizationId,
    name,
    slug: "calder-reyes",
    updated_at: at(minute),
    object: "organization",
  };
  return { type: `organization.${type}`, data, timestamp: at(minute) };
}

function membershipEvent(type: string, person: Person, minute: number, more: Record<string, unknown> = {}): Event {
  const data = {
    id: `orgmem_${person.userId}`,
    object: "organization_membership",
    role: `org:${person.role}`,
    organization: { id: person.organizationId, name: "Calder & Reyes", slug: "calder-reyes", updated_at: at(0) },
    public_user_data: {
      user_id: person.userId,
      first_name: "Maya",
      last_name: "Calder",
      identifier: "maya@calder-reyes.test",
    },
    created_at: at(0),
    // A deletion's data still carry the time of the last change.
    updated_at: at(type === "deleted" ? 0 : minute),
    ...more,
  };
  return { type: `organizationMembership.${type}`, data, timestamp: at(minute) };
}

function userEvent(type: string, person: Person, minute: number, firstName = "Maya"): Event {
  const data = {
    id: person.userId,
    first_name: firstName,
    last_name: "Calder",
    primary_email_address_id: "idn_1",
    email_addresses: [{ id: "idn_1", email_address: `${firstName.toLowerCase()}@calder-reyes.test` }],
    updated_at: at(minute),
  };
  return {
    type: `user.${type}`,
    data: type === "deleted" ? { id: person.userId, deleted: true } : data,
    timestamp: at(minute),
  };
}

type Sent = {
  id?: string;
  body?: string;
  headers?: Record<string, string | null>;
  sentAt?: Date;
  secret?: string;
};

/** Sends an event as Svix does; `sent` replaces parts after the signature was made. */
async function deliver(event: Event, sent: Sent = {}): Promise<{ status: number; body: unknown }> {
  const body = JSON.stringify({ object: "event", instance_id: "ins_test", event_attributes: {}, ...event });
  const id = sent.id ?? `msg_${randomUUID()}`;
  const sentAt = sent.sentAt ?? new Date();
  const headers = new Headers({
    "content-type": "application/json",
    "svix-id": id,
    "svix-timestamp": String(Math.floor(sentAt.getTime() / 1_000)),
    "svix-signature": new Webhook(sent.secret ?? webhookSecret).sign(id, sentAt, body),
  });
  for (const [name, value] of Object.entries(sent.headers ?? {})) {
    if (value === null) headers.delete(name);
    else headers.set(name, value);
  }
  const response = await POST(
    new Request(`${appUrl}/api/webhooks/clerk`, { method: "POST", headers, body: sent.body ?? body }),
  );
  return { status: response.status, body: await response.json() };
}

function asFirm<T>(person: Person, work: (tx: TenantTx) => Promise<T>): Promise<T> {
  return inTenant(testPrincipal(person.organizationId), work);
}

async function stateOf(person: Person) {
  return asFirm(person, async (tx) => {
    const [firm] = await tx.select({ name: firms.name, deletedAt: firms.deletedAt }).from(firms);
    const members = await tx
      .select({ role: memberships.role, firstName: memberships.firstName, removedAt: memberships.removedAt })
      .from(memberships);
    return { firm: firm ?? null, members };
  });
}

const ACCEPTED = { status: 200, body: { status: "accepted" } };

test("a genuine event makes the firm and its member", async () => {
  const person = newPerson();
  expect(await deliver(organizationEvent("created", person, 1))).toEqual(ACCEPTED);
  expect(await deliver(membershipEvent("created", person, 1))).toEqual(ACCEPTED);
  expect(await stateOf(person)).toEqual({
    firm: { name: "Calder & Reyes", deletedAt: null },
    members: [{ role: "org:admin", firstName: "Maya", removedAt: null }],
  });
});

const TAMPERED: Record<string, (person: Person) => Sent> = {
  "one byte of the body changed": (person) => ({
    body: JSON.stringify({
      object: "event",
      instance_id: "ins_test",
      event_attributes: {},
      ...organizationEvent("created", person, 1, "Calder & Reyez"),
    }),
  }),
  "the body serialised again": (person) => ({ body: JSON.stringify(organizationEvent("created", person, 1), null, 1) }),
  "a space behind the body": (person) => ({
    body: `${JSON.stringify({ object: "event", instance_id: "ins_test", event_attributes: {}, ...organizationEvent("created", person, 1) })} `,
  }),
  "another secret": () => ({ secret: `whsec_${Buffer.alloc(32, "other").toString("base64")}` }),
  "an event id that was not signed": () => ({ headers: { "svix-id": "msg_other" } }),
  "no signature": () => ({ headers: { "svix-signature": null } }),
  "an empty signature": () => ({ headers: { "svix-signature": "" } }),
  "a signature of an unknown version": () => ({ headers: { "svix-signature": "v2,AAAA" } }),
  "no id": () => ({ headers: { "svix-id": null } }),
  "no time": () => ({ headers: { "svix-timestamp": null } }),
  "another time than the signed one": () => ({
    headers: { "svix-timestamp": String(Math.floor(Date.now() / 1_000) - 1) },
  }),
  "the header names of another scheme": () => ({
    headers: {
      "svix-signature": null,
      "webhook-signature": "v1,AAAA",
      "webhook-id": "msg_1",
      "webhook-timestamp": "1",
    },
  }),
};

test.each(Object.keys(TAMPERED))("WH-01 an event with %s is refused and changes nothing", async (name) => {
  const person = newPerson();
  const answer = await deliver(organizationEvent("created", person, 1), TAMPERED[name]?.(person) ?? {});
  expect(answer).toMatchObject({ status: 401, body: { code: "unauthenticated" } });
  expect(await stateOf(person)).toEqual({ firm: null, members: [] });
});

test.each([-301, 301])("WH-04 an event sent %i seconds from now is refused", async (seconds) => {
  const person = newPerson();
  const sentAt = new Date(Date.now() + seconds * 1_000);
  expect((await deliver(organizationEvent("created", person, 1), { sentAt })).status).toBe(401);
  expect(await stateOf(person)).toEqual({ firm: null, members: [] });
});

test("WH-05 an event that comes 20 times at once has one effect, and every sender hears that it arrived", async () => {
  const person = newPerson();
  const id = `msg_${randomUUID()}`;
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => deliver(membershipEvent("created", person, 1), { id })),
  );
  expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 200));
  const bodies = answers.map(({ body }) => (body as { status: string }).status).toSorted();
  expect(bodies).toEqual(["accepted", ...Array.from({ length: 19 }, () => "duplicate")]);
  expect((await stateOf(person)).members).toHaveLength(1);
});

test("WH-05 a replayed event does not undo what came after it", async () => {
  const person = newPerson();
  const id = `msg_${randomUUID()}`;
  await deliver(organizationEvent("updated", person, 1, "First"), { id });
  await deliver(organizationEvent("updated", person, 2, "Second"));
  expect(await deliver(organizationEvent("updated", person, 1, "First"), { id })).toMatchObject({
    body: { status: "duplicate" },
  });
  expect((await stateOf(person)).firm?.name).toBe("Second");
});

test("WH-05 two real changes of one thing are two events", async () => {
  const person = newPerson();
  await deliver(membershipEvent("updated", person, 1, { role: "org:viewer" }));
  await deliver(membershipEvent("updated", person, 2, { role: "org:attorney" }));
  expect((await stateOf(person)).members).toMatchObject([{ role: "org:attorney" }]);
});

test("WH-07 every order of a membership's life ends in the same state", async () => {
  const life = [
    (person: Person) => organizationEvent("created", person, 0),
    (person: Person) => membershipEvent("created", person, 1),
    (person: Person) => membershipEvent("updated", person, 2, { role: "org:viewer" }),
    (person: Person) => membershipEvent("deleted", person, 3, { role: "org:viewer" }),
  ];
  for (const order of permutations(life)) {
    const person = newPerson();
    for (const event of order) await deliver(event(person));
    expect(await stateOf(person)).toEqual({
      firm: { name: "Calder & Reyes", deletedAt: null },
      members: [{ role: "org:viewer", firstName: "Maya", removedAt: new Date(at(3)) }],
    });
  }
});

test("WH-07 a person's name and role are ordered apart: neither drops the other's change", async () => {
  const person = newPerson();
  await deliver(membershipEvent("created", person, 1));
  await deliver(userEvent("updated", person, 9, "Mayra"));
  await deliver(membershipEvent("updated", person, 5, { role: "org:viewer" }));
  await deliver(userEvent("updated", person, 8, "Maia"));
  expect((await stateOf(person)).members).toMatchObject([{ role: "org:viewer", firstName: "Mayra" }]);
});

test("a person's new name reaches every firm that they work in, and no other", async () => {
  const person = newPerson();
  const second = { ...newPerson(), userId: person.userId };
  const stranger = newPerson();
  for (const each of [person, second, stranger]) await deliver(membershipEvent("created", each, 1));
  expect(await deliver(userEvent("updated", person, 2, "Mayra"))).toEqual(ACCEPTED);
  expect((await stateOf(person)).members).toMatchObject([{ firstName: "Mayra" }]);
  expect((await stateOf(second)).members).toMatchObject([{ firstName: "Mayra" }]);
  expect((await stateOf(stranger)).members).toMatchObject([{ firstName: "Maya" }]);
});

test("a deleted account ends its memberships, and a late event does not bring it back", async () => {
  const person = newPerson();
  await deliver(membershipEvent("created", person, 1));
  await deliver(userEvent("deleted", person, 5));
  await deliver(membershipEvent("updated", person, 4));
  expect((await stateOf(person)).members).toMatchObject([{ removedAt: new Date(at(5)) }]);
});

test("a deleted firm stays deleted, whatever arrives late", async () => {
  const person = newPerson();
  await deliver(organizationEvent("deleted", person, 5));
  await deliver(organizationEvent("created", person, 1));
  await deliver(organizationEvent("updated", person, 9));
  expect((await stateOf(person)).firm?.deletedAt).toEqual(new Date(at(5)));
});

test("an event that we have no use for is taken and ignored; one of ours that cannot be read is refused", async () => {
  const person = newPerson();
  expect(await deliver({ type: "session.created", data: { id: "sess_1" } })).toEqual({
    status: 200,
    body: { status: "ignored" },
  });
  const broken = { type: "organizationMembership.deleted", data: { id: "orgmem_1" } };
  expect((await deliver(broken)).status).toBe(400);
  expect(await stateOf(person)).toEqual({ firm: null, members: [] });
});

test("WH-08 a signed body that is not JSON, not UTF-8 or not an event is a bad request", async () => {
  for (const bytes of [Buffer.from("{"), Buffer.from([0x7b, 0xff, 0x7d]), Buffer.from("[]"), Buffer.from("")]) {
    const id = `msg_${randomUUID()}`;
    const seconds = String(Math.floor(Date.now() / 1_000));
    const key = Buffer.from(webhookSecret.slice(6), "base64");
    const proof = createHmac("sha256", key).update(`${id}.${seconds}.`).update(bytes).digest("base64");
    const headers = {
      "content-type": "application/json",
      "svix-id": id,
      "svix-timestamp": seconds,
      "svix-signature": `v1,${proof}`,
    };
    const response = await POST(new Request(`${appUrl}/api/webhooks/clerk`, { method: "POST", headers, body: bytes }));
    expect(response.status, bytes.toString("hex")).toBe(400);
  }
});

test("a body over 1 MiB is refused unread, and one of another media type as well", async () => {
  const person = newPerson();
  const event = organizationEvent("created", person, 1);
  expect((await deliver(event, { body: "x".repeat(1_048_577) })).status).toBe(413);
  expect((await deliver(event, { headers: { "content-type": "text/plain" } })).status).toBe(415);
});

test("WH-07 an event that fails half-way leaves nothing, so that the next delivery does it", async () => {
  const person = newPerson();
  const id = `msg_${randomUUID()}`;
  const unfit = membershipEvent("created", person, 1, { role: "org:a\u0000b" });
  expect((await deliver(unfit, { id })).status).toBe(200);
  await database.asOwner(
    "alter table memberships add constraint refuse_for_now check (role <> 'org:paralegal') not valid",
  );
  const late = newPerson("paralegal");
  expect(await deliver(membershipEvent("created", late, 1), { id: `${id}-2` })).toMatchObject({ status: 503 });
  expect(await stateOf(late)).toEqual({ firm: null, members: [] });
  await database.asOwner("alter table memberships drop constraint refuse_for_now");
  expect(await deliver(membershipEvent("created", late, 1), { id: `${id}-2` })).toEqual(ACCEPTED);
  expect((await stateOf(late)).members).toMatchObject([{ role: "org:paralegal" }]);
});

test("the audit log says that Clerk did it", async () => {
  const person = newPerson();
  await deliver(membershipEvent("created", person, 1));
  const actors = await asFirm(person, (tx) =>
    rowsOf<{ actor_type: string; actor_id: string }>(tx, sql`select distinct actor_type, actor_id from audit_logs`),
  );
  expect(actors).toEqual([{ actor_type: "webhook", actor_id: "clerk" }]);
});

function permutations<T>(items: readonly T[]): T[][] {
  if (items.length <= 1) return [[...items]];
  return items.flatMap((item, index) =>
    permutations([...items.slice(0, index), ...items.slice(index + 1)]).map((rest) => [item, ...rest]),
  );
}
