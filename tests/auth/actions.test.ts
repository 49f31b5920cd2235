import "./clerk-environment";
import { sql } from "drizzle-orm";
import { notFound, redirect } from "next/navigation";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { contacts } from "@/db/schema/contacts";
import { inTenant, rowsOf, type TenantTx } from "@/db/tenant";
import { providerAction, tenantAction } from "@/lib/actions/action-client";
import type { ActionOf } from "@/lib/actions/action-result";
import { AppError } from "@/lib/core/errors";
import { createTestDatabase, type TestDatabase, testPrincipal } from "@/tests/support/test-database";
import { appUrl } from "./clerk-environment";
import { carrying, serve } from "./request-scope";
import { mintToken, newPerson, type Person } from "./session-token";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase("pglite");
});
afterAll(() => database.drop());

const OWN_PAGE = { origin: appUrl, "sec-fetch-site": "same-origin" };

type Ending = "return" | "app error" | "unknown error" | "redirect" | "not found" | "bad sql";

const addContact: ActionOf<{ name: string; ending: Ending }, { name: string }> = tenantAction({
  name: "contact.add",
  permission: "contacts:write",
})
  .inputSchema(z.strictObject({ name: z.string().min(1, "required"), ending: z.string() }))
  .action(async ({ parsedInput, ctx }) => {
    await ctx.tx.insert(contacts).values({ firstName: parsedInput.name, lastName: "Test" });
    await finish(ctx.tx, parsedInput.ending);
    return { name: parsedInput.name };
  });

async function finish(tx: TenantTx, ending: string): Promise<void> {
  if (ending === "app error") throw new AppError("conflict", "Somebody else was faster");
  if (ending === "unknown error") throw new Error("password=hunter2");
  if (ending === "redirect") redirect("/desk");
  if (ending === "not found") notFound();
  if (ending === "bad sql") await tx.execute(sql`select * from a_table_that_is_not_there`);
}

async function act<T>(person: Person, run: () => Promise<T>, headers: Record<string, string> = OWN_PAGE): Promise<T> {
  const token = await mintToken(person);
  const served = await serve({ headers: carrying(token, "cookie", headers), method: "POST" }, "on", run);
  if (served.by !== "app") throw new Error(`the middleware answered ${served.status}`);
  return served.result;
}

async function contactsOf(person: Person): Promise<number> {
  return inTenant(testPrincipal(person.organizationId), async (tx) => (await tx.select().from(contacts)).length);
}

async function refusalsOf(person: Person) {
  return inTenant(testPrincipal(person.organizationId), (tx) =>
    rowsOf<{ subject_id: string; actor_id: string; outcome: string; detail: string }>(
      tx,
      sql`select subject_id, actor_id, outcome, detail from audit_logs join audit_details using (tenant_id, sequence)
        where action = 'access.denied' order by sequence`,
    ),
  );
}

test("an action commits what it wrote and answers with its data", async () => {
  const person = newPerson();
  expect(await act(person, () => addContact({ name: "Ana", ending: "return" }))).toEqual({ data: { name: "Ana" } });
  expect(await contactsOf(person)).toBe(1);
});

test("an action that throws leaves nothing, and answers with the code and the public message", async () => {
  const person = newPerson();
  const result = await act(person, () => addContact({ name: "Ana", ending: "app error" }));
  expect(result.serverError).toMatchObject({ code: "conflict", message: "Somebody else was faster" });
  expect(await contactsOf(person)).toBe(0);
});

test.each(["unknown error", "bad sql"] as const)(
  "an action that ends in an %s leaves nothing and tells nothing",
  async (ending) => {
    const person = newPerson();
    const result = await act(person, () => addContact({ name: "Ana", ending }));
    expect(result.serverError).toMatchObject({ code: "internal", message: "Something went wrong" });
    expect(JSON.stringify(result)).not.toMatch(/hunter2|a_table/);
    expect(await contactsOf(person)).toBe(0);
  },
);

test.each(["redirect", "not found"] as const)(
  "an action that ends in a %s leaves nothing and lets it through",
  async (ending) => {
    const person = newPerson();
    await expect(act(person, () => addContact({ name: "Ana", ending }))).rejects.toThrow(/NEXT_/);
    expect(await contactsOf(person)).toBe(0);
  },
);

test("input that does not fit is answered by field and reaches no row", async () => {
  const person = newPerson();
  expect(await act(person, () => addContact({ name: "", ending: "return" }))).toEqual({
    validationErrors: { formErrors: [], fieldErrors: { name: ["required"] } },
  });
  const smuggled = { name: "Ana", ending: "return" as const, tenant_id: "00000000-0000-0000-0000-000000000000" };
  expect(await act(person, () => addContact(smuggled))).toHaveProperty("validationErrors");
  expect(await contactsOf(person)).toBe(0);
});

const FOREIGN: Record<string, Record<string, string>> = {
  "another site's origin": { origin: "https://evil.test" },
  "an origin that says it is none": { origin: "null" },
  "no origin at all": {},
  "a cross-site fetch": { "sec-fetch-site": "cross-site" },
  "a fetch of another host of the site": { "sec-fetch-site": "same-site", origin: appUrl },
  "a same-origin fetch with another site's origin": { "sec-fetch-site": "same-origin", origin: "https://evil.test" },
  "an origin that only begins like ours": { origin: `${appUrl}.evil.test` },
};

test.each(Object.entries(FOREIGN))("WEB-04 an action called with %s does nothing", async (_name, headers) => {
  const person = newPerson();
  const result = await act(person, () => addContact({ name: "Ana", ending: "return" }), headers);
  expect(result.serverError?.code).toBe("forbidden");
  expect(await contactsOf(person)).toBe(0);
});

test("WEB-04 an own page's origin suffices where a browser sends no fetch metadata", async () => {
  const result = await act(newPerson(), () => addContact({ name: "Ana", ending: "return" }), { origin: appUrl });
  expect(result.data).toEqual({ name: "Ana" });
});

test("AUD-04 a role without the permission is refused, and the firm's audit log says who wanted what", async () => {
  const person = newPerson("viewer");
  const result = await act(person, () => addContact({ name: "Ana", ending: "return" }));
  expect(result.serverError?.code).toBe("forbidden");
  expect(await contactsOf(person)).toBe(0);
  expect(await refusalsOf(person)).toEqual([
    {
      subject_id: "contact.add",
      actor_id: person.userId,
      outcome: "denied",
      detail: JSON.stringify({ reason: "contacts:write" }).replace(":", ": "),
    },
  ]);
});

test("a signed-out caller and one without a firm are told apart, and neither acts", async () => {
  const anonymous = await serve({ headers: carrying(null, "cookie", OWN_PAGE), method: "POST" }, "off", () =>
    addContact({ name: "Ana", ending: "return" }),
  );
  expect(anonymous).toMatchObject({ result: { serverError: { code: "unauthenticated" } } });
  const token = await mintToken(newPerson(), { claims: { o: undefined } });
  const firmless = await serve({ headers: carrying(token, "cookie", OWN_PAGE), method: "POST" }, "off", () =>
    addContact({ name: "Ana", ending: "return" }),
  );
  expect(firmless).toMatchObject({ result: { serverError: { code: "forbidden" } } });
});

test("an action's limit holds for each person of each firm apart", async () => {
  const limited = tenantAction({ name: "test.limited", permission: "home:read", limit: { perMinute: 2 } }).action(
    async () => "done",
  );
  const person = newPerson();
  const codes = [];
  for (let call = 0; call < 3; call += 1) codes.push((await act(person, () => limited())).serverError?.code ?? "done");
  expect(codes).toEqual(["done", "done", "rate_limited"]);
  expect((await act({ ...newPerson(), userId: person.userId }, () => limited())).data).toBe("done");
});

test("a provider action has made all checks and holds no transaction while it calls", async () => {
  const call = providerAction({ name: "test.provider", permission: "integrations:manage" }).action(async ({ ctx }) => {
    await inTenant(ctx.principal, (tx) => tx.insert(contacts).values({ firstName: "Ana", lastName: "Test" }));
    return Object.keys(ctx).toSorted();
  });
  const admin = newPerson();
  expect((await act(admin, () => call())).data).toEqual(["firm", "principal"]);
  expect(await contactsOf(admin)).toBe(1);
  const paralegal = newPerson("paralegal");
  expect((await act(paralegal, () => call())).serverError?.code).toBe("forbidden");
  expect(await contactsOf(paralegal)).toBe(0);
});
