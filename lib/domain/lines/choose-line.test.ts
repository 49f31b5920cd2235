import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { lines } from "@/db/schema/lines";
import { setPreferredLine } from "@/lib/domain/conversations/set-preferred-line";
import { type InboxFirm, openInboxFirm } from "@/tests/inbox/inbox-firm";
import { createTestDatabase, type TestDatabase } from "@/tests/support/test-database";
import { after } from "@/tests/support/told-message";
import { chooseLine } from "./choose-line";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase("pglite");
});
afterAll(() => database.drop());

type Line = Partial<typeof lines.$inferInsert> & { label: string };

async function add(firm: InboxFirm, line: Line): Promise<string> {
  const id = randomUUID();
  const plain = {
    provider: "twilio",
    channel: "sms",
    address: `+1602555${Math.random().toString().slice(2, 6)}`,
  } as const;
  await firm.as((tx) => tx.insert(lines).values({ ...plain, state: "connected", id, ...line }));
  return id;
}

const chosen = (firm: InboxFirm, conversationId: string | null, channel: "sms" | "whatsapp" = "sms") =>
  firm.as(async (tx) => (await chooseLine(tx, { conversationId, channel }))?.label ?? null);

test("an answer goes by the line that staff set, else by the one that the person wrote to, else by the default", async () => {
  const firm = await openInboxFirm("lines");
  const told = "+16025550177";
  await add(firm, { label: "Default", isDefault: true });
  await add(firm, { label: "Theirs", address: told });
  const own = await add(firm, { label: "Set by staff" });
  await add(firm, { label: "Gateway", provider: "evolution", channel: "whatsapp", address: "firm-a" });
  expect(await chosen(firm, null)).toBe("Default");
  const id = await firm.hear({ line: "+16025550999" });
  expect(await chosen(firm, id)).toBe("Default");
  await firm.hear({ line: told, body: "On another number", sentAt: after(100) });
  expect(await chosen(firm, id)).toBe("Theirs");
  await firm.as((tx) => setPreferredLine(tx, { conversationId: id, lineId: own }));
  expect(await chosen(firm, id)).toBe("Set by staff");
  // What was set for texts is no line of WhatsApp.
  expect(await chosen(firm, id, "whatsapp")).toBe("Gateway");
  await firm.as((tx) => tx.update(lines).set({ state: "disconnected" }).where(eq(lines.id, own)));
  expect(await chosen(firm, id)).toBe("Theirs");
  await firm.as((tx) => setPreferredLine(tx, { conversationId: id, lineId: null }));
  expect(await chosen(firm, id)).toBe("Theirs");
});

test("of two systems with one number, the answer goes by the one that told of the message", async () => {
  const firm = await openInboxFirm("lines_twice");
  const address = "+16025550178";
  await add(firm, { label: "Twilio", address, isDefault: true });
  await add(firm, { label: "HighLevel", provider: "ghl", account: "L1", address });
  const id = await firm.hear({ provider: "ghl", account: "L1", line: address });
  expect(await chosen(firm, id)).toBe("HighLevel");
});

test("the only line is the choice without being the default, and a line that is cut off is none", async () => {
  const firm = await openInboxFirm("lines_one");
  expect(await chosen(firm, null)).toBeNull();
  const id = await add(firm, { label: "Only one" });
  expect(await chosen(firm, null)).toBe("Only one");
  await add(firm, { label: "Another" });
  expect(await chosen(firm, null)).toBeNull();
  await firm.as((tx) => tx.update(lines).set({ state: "disconnected" }));
  expect(await chosen(firm, null)).toBeNull();
  await firm.as((tx) => tx.update(lines).set({ state: "connected" }).where(eq(lines.id, id)));
  expect(await chosen(firm, null)).toBe("Only one");
});
