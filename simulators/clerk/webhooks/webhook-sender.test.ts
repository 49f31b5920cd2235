import { verifyWebhook } from "@clerk/nextjs/webhooks";
import { NextRequest } from "next/server";
import { Webhook } from "svix";
import { afterEach, expect, test } from "vitest";
import { z } from "zod";
import type { ClerkSimulator } from "@/simulators/clerk/create-clerk-simulator";
import { type Listener, listen } from "@/simulators/clerk/http/listen";
import { callBapi } from "@/simulators/clerk/testing/call-bapi";
import { createTestInstance, SECRET_KEY } from "@/simulators/clerk/testing/test-instance";

const SECRET = `whsec_${Buffer.from("a signing secret of 32 bytes.....").toString("base64")}`;
const eventShape = z.object({
  type: z.string(),
  object: z.literal("event"),
  timestamp: z.number(),
  instance_id: z.string(),
  data: z.record(z.string(), z.unknown()),
});

type Received = { id: string; headers: Record<string, string>; body: string };

const open: (ClerkSimulator | Listener)[] = [];

afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

test("events are signed as Svix signs them and named as Clerk names them", async () => {
  const { simulator, received } = await startWithReceiver();
  await callBapi(simulator, "POST", "/users", { body: { email_address: ["new@person.test"], first_name: "New" } });
  await callBapi(simulator, "POST", "/organizations", {
    body: { name: "New Firm", created_by: "user_platform_admin" },
  });
  await callBapi(simulator, "POST", "/organizations/new-firm/invitations", {
    body: { email_address: "invited@person.test", role: "org:intake" },
  });
  await waitFor(() => received.length === 4);
  for (const { body, headers } of received) {
    expect(() => new Webhook(SECRET).verify(body, headers)).not.toThrow();
    const request = new NextRequest("http://127.0.0.1/clerk", { method: "POST", headers, body });
    await expect(verifyWebhook(request, { signingSecret: SECRET })).resolves.toBeDefined();
  }
  const events = received.map((one) => eventShape.parse(JSON.parse(one.body)));
  expect(events.map((event) => event.type)).toEqual([
    "user.created",
    "organization.created",
    "organizationMembership.created",
    "organizationInvitation.created",
  ]);
  expect(events[0]?.data).toMatchObject({ first_name: "New", email_addresses: [{ email_address: "new@person.test" }] });
  expect(events[2]?.data).toMatchObject({
    role: "org:admin",
    organization: { slug: "new-firm" },
    public_user_data: { user_id: "user_platform_admin" },
  });
});

test("every change and deletion is reported", async () => {
  const { simulator, received } = await startWithReceiver();
  const calls = [
    ["PATCH", "/users/user_sofia_reyes", { last_name: "Reyes-Lopez" }],
    ["PATCH", "/organizations/org_calder", { name: "Calder Law" }],
    ["PATCH", "/organizations/org_calder/memberships/user_sofia_reyes", { role: "org:viewer" }],
    ["DELETE", "/organizations/org_calder/memberships/user_sofia_reyes", undefined],
    ["DELETE", "/users/user_sofia_reyes", undefined],
    ["DELETE", "/organizations/org_whitfield", undefined],
  ] as const;
  for (const [method, path, body] of calls) {
    expect((await callBapi(simulator, method, path, { body })).status).toBe(200);
  }
  await waitFor(() => received.length === 11);
  const types = received.map((one) => eventShape.parse(JSON.parse(one.body)).type);
  expect(types.slice(0, 5)).toEqual([
    "user.updated",
    "organization.updated",
    "organizationMembership.updated",
    "organizationMembership.deleted",
    "user.deleted",
  ]);
  expect(types.slice(5)).toEqual([...Array(5).fill("organizationMembership.deleted"), "organization.deleted"]);
});

test("a delivery that fails is repeated under the same id until it is accepted", async () => {
  const answers = [500, 503, 200];
  const { simulator, received } = await startWithReceiver({ answer: () => answers.shift() ?? 200 });
  await callBapi(simulator, "PATCH", "/users/user_sofia_reyes", { body: { first_name: "Sofía" } });
  await waitFor(() => received.length === 3);
  expect(new Set(received.map((one) => one.id)).size).toBe(1);
  for (const one of received) expect(() => new Webhook(SECRET).verify(one.body, one.headers)).not.toThrow();
  await quiet();
  expect(received).toHaveLength(3);
});

test("a delivery is given up after the last delay, and later events still arrive", async () => {
  const { simulator, received, lines } = await startWithReceiver({
    answer: (body) => (body.includes("Refused") ? 400 : 200),
  });
  await callBapi(simulator, "PATCH", "/users/user_sofia_reyes", { body: { first_name: "Refused" } });
  await callBapi(simulator, "PATCH", "/users/user_liam_ortega", { body: { first_name: "Liam" } });
  await waitFor(() => lines.some((line) => line.includes("given up after 4 attempts")));
  expect(received.filter((one) => one.body.includes("Refused"))).toHaveLength(4);
  expect(received.filter((one) => !one.body.includes("Refused"))).toHaveLength(1);
});

test.each([
  ["duplicate", 2, [true, true]],
  ["lost_answer", 2, [true, true]],
  ["bad_signature", 2, [false, true]],
] as const)("fault %s", async (mode, count, genuine) => {
  const { simulator, received } = await startWithReceiver({ isVerifying: true });
  await control(simulator, "POST", "/faults", { mode });
  await callBapi(simulator, "PATCH", "/users/user_sofia_reyes", { body: { first_name: "Sofía" } });
  await waitFor(() => received.length === count);
  await quiet();
  expect(received.map(isGenuine)).toEqual(genuine);
  expect(new Set(received.map((one) => one.id)).size).toBe(1);
});

test("a delayed event is overtaken by the next, and a dropped one never comes", async () => {
  const { simulator, received } = await startWithReceiver();
  await control(simulator, "POST", "/faults", { mode: "delay", delaySeconds: 0.5 });
  await callBapi(simulator, "PATCH", "/users/user_sofia_reyes", { body: { first_name: "First" } });
  await callBapi(simulator, "PATCH", "/users/user_sofia_reyes", { body: { first_name: "Second" } });
  await waitFor(() => received.length === 2);
  expect(received.map((one) => /"first_name":"(\w+)"/.exec(one.body)?.[1])).toEqual(["Second", "First"]);
  await control(simulator, "POST", "/faults", { mode: "drop" });
  await callBapi(simulator, "PATCH", "/users/user_sofia_reyes", { body: { first_name: "Third" } });
  await quiet();
  expect(received).toHaveLength(2);
  const { events } = z
    .object({ events: z.array(z.object({ id: z.string() })) })
    .parse(await (await control(simulator, "GET", "/events")).json());
  await control(simulator, "POST", "/redeliveries", { id: events.at(-1)?.id });
  await waitFor(() => received.length === 3);
  expect(received[2]?.body).toContain("Third");
});

test("the control routes need the secret key", async () => {
  const simulator = createTestInstance();
  const response = await simulator.fetch(new Request("http://127.0.0.1/control/letters"));
  expect(response.status).toBe(401);
});

async function startWithReceiver(
  options: { answer?: (body: string) => number; isVerifying?: boolean } = {},
): Promise<{ simulator: ClerkSimulator; received: Received[]; lines: string[] }> {
  const received: Received[] = [];
  const lines: string[] = [];
  const receiver = await listen(0, async (request) => {
    const headers = Object.fromEntries(request.headers);
    const one = { id: headers["svix-id"] ?? "", headers, body: await request.text() };
    received.push(one);
    const status = options.isVerifying && !isGenuine(one) ? 400 : (options.answer?.(one.body) ?? 200);
    return new Response(null, { status });
  });
  const simulator = createTestInstance({
    webhook: { url: `http://127.0.0.1:${receiver.port}/clerk`, secret: SECRET, retryDelaysMs: [10, 20, 30] },
    log: (line) => lines.push(line),
  });
  open.push(simulator, receiver);
  return { simulator, received, lines };
}

function isGenuine(one: Received): boolean {
  try {
    new Webhook(SECRET).verify(one.body, one.headers);
    return true;
  } catch {
    return false;
  }
}

function control(simulator: ClerkSimulator, method: string, path: string, body?: unknown): Promise<Response> {
  return simulator.fetch(
    new Request(`http://127.0.0.1/control${path}`, {
      method,
      headers: { authorization: `Bearer ${SECRET_KEY}` },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }),
  );
}

async function waitFor(isDone: () => boolean): Promise<void> {
  await expect.poll(isDone, { timeout: 5_000, interval: 5 }).toBe(true);
}

// Longer than the longest retry delay of these tests.
function quiet(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 60));
}
