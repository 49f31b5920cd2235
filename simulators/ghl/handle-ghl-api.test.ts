import { expect, test } from "vitest";
import { z } from "zod";
import type { SceneInput, Sender, Target } from "@/simulators/senders/sender";
import { createGhlSender } from "./ghl-sender";

const TARGET: Target = {
  firmId: "firm-1",
  firmName: "Acme Law",
  url: "http://127.0.0.1:3000/api/webhooks/ghl/a-token",
  mode: "ghl-ed25519",
  secret: "unused",
  account: "LOC1",
};
const INPUT: SceneInput = { from: "+17875550142", to: "+17875550100", text: "I need help", name: "Ana Rivera" };
const HEADERS = { authorization: "Bearer pit-anything", version: "2021-04-15" };

const found = z.object({
  total: z.number(),
  conversations: z.array(z.looseObject({ id: z.string(), contactId: z.string(), lastMessageDate: z.number() })),
});
const listed = z.object({
  messages: z.object({
    lastMessageId: z.string(),
    nextPage: z.boolean(),
    messages: z.array(z.looseObject({ id: z.string(), messageType: z.string(), dateAdded: z.string() })),
  }),
});

/** Lets a scene happen and tells nobody, as in a silence. */
function happen(sender: Sender, sceneId: string, input = INPUT): void {
  const scene = sender.scenes.find(({ id }) => id === sceneId);
  for (const delivery of scene?.play(input, TARGET) ?? []) delivery.happened?.();
}

async function call(sender: Sender, route: string, headers: Record<string, string> = HEADERS): Promise<Response> {
  const request = new Request(`http://127.0.0.1:4000/ghl${route}`, { headers });
  const path = new URL(request.url).pathname.split("/").slice(2);
  const answer = await sender.api?.({ request, path, targets: [TARGET], tell: () => undefined });
  if (answer === undefined) throw new Error("the sender has no REST interface");
  return answer;
}

async function search(sender: Sender, query = ""): Promise<z.infer<typeof found>> {
  return found.parse(await (await call(sender, `/conversations/search?locationId=LOC1${query}`)).json());
}

test("what nobody was told is found again, newest first", async () => {
  const sender = createGhlSender();
  happen(sender, "late-by-six-hours");
  happen(sender, "call");
  const { conversations, total } = await search(sender);
  expect(total).toBe(1);
  expect(conversations[0]).toMatchObject({ locationId: "LOC1", lastMessageType: "TYPE_CALL", phone: INPUT.from });

  const answer = await call(sender, `/conversations/${conversations[0]?.id}/messages`);
  const { messages } = listed.parse(await answer.json());
  expect(messages.messages.map(({ messageType }) => messageType)).toEqual(["TYPE_CALL", "TYPE_SMS"]);
  expect(messages.messages[0]).toMatchObject({ type: 1, meta: { call: { duration: 62, status: "completed" } } });
  expect(messages.messages[1]).toMatchObject({ type: 2, direction: "inbound", body: "I need help" });
  expect(messages.nextPage).toBe(false);
});

test("a recovered message is the one that the webhook would have told", async () => {
  const sender = createGhlSender();
  const scene = sender.scenes.find(({ id }) => id === "sms");
  const delivery = scene?.play(INPUT, TARGET).at(-1);
  delivery?.happened?.();
  const told = z
    .object({ messageId: z.string(), conversationId: z.string(), contactId: z.string(), dateAdded: z.string() })
    .parse(JSON.parse(delivery?.write(TARGET, { number: 1, now: new Date() }).body ?? ""));
  const answer = await call(sender, `/conversations/${told.conversationId}/messages`);
  const { messages } = listed.parse(await answer.json());
  expect(messages.messages[0]).toMatchObject({
    id: told.messageId,
    conversationId: told.conversationId,
    contactId: told.contactId,
    dateAdded: told.dateAdded,
  });
});

test("startAfterDate leads to newer conversations in ascending order, to older ones in descending", async () => {
  const sender = createGhlSender();
  happen(sender, "late-by-six-hours", { ...INPUT, from: "+17875550001" });
  happen(sender, "sms", { ...INPUT, from: "+17875550002" });
  const hourAgo = Date.now() - 3_600_000;
  const phones = async (query: string) => (await search(sender, query)).conversations.map((each) => each["phone"]);
  expect(await phones("")).toEqual(["+17875550002", "+17875550001"]);
  expect(await phones(`&sort=asc&startAfterDate=${hourAgo}`)).toEqual(["+17875550002"]);
  expect(await phones(`&startAfterDate=${hourAgo}`)).toEqual(["+17875550001"]);
  expect(await phones("&sort=asc&limit=1")).toEqual(["+17875550001"]);
});

test("messages come in pages, and lastMessageId leads to the next", async () => {
  const sender = createGhlSender();
  for (let count = 0; count < 3; count += 1) happen(sender, "sms");
  const [conversation] = (await search(sender)).conversations;
  const page = async (query: string) =>
    listed.parse(await (await call(sender, `/conversations/${conversation?.id}/messages?limit=2${query}`)).json())
      .messages;
  const first = await page("");
  expect([first.messages.length, first.nextPage]).toEqual([2, true]);
  const second = await page(`&lastMessageId=${first.lastMessageId}`);
  expect([second.messages.length, second.nextPage]).toEqual([1, false]);
  expect(first.messages.map(({ id }) => id)).not.toContain(second.messages[0]?.id);
});

test("token, version and location are asked for, and other routes are not there", async () => {
  const sender = createGhlSender();
  const route = "/conversations/search?locationId=LOC1";
  const status = async (at: string, headers: Record<string, string>) => (await call(sender, at, headers)).status;
  expect(await status(route, { version: HEADERS.version })).toBe(401);
  expect(await status(route, { authorization: HEADERS.authorization })).toBe(400);
  expect(await status("/conversations/search", HEADERS)).toBe(422);
  expect(await status("/conversations/search?locationId=LOC2", HEADERS)).toBe(403);
  expect(await status("/conversations/unknown/messages", HEADERS)).toBe(404);
  expect(await status("/contacts/", HEADERS)).toBe(404);
});
