import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { createVapiSimulator } from "./create-vapi-simulator";
import { openFirm } from "./testing/open-firm";

function newStatePath(): string {
  return path.join(mkdtempSync(path.join(tmpdir(), "vapi-simulator-")), "state.json");
}

test("assistants, numbers and calls outlive a restart, in a file that only its owner reads", async () => {
  const statePath = newStatePath();
  const before = await openFirm({ simulator: { statePath } });
  const { id } = await (await before.call("+16025550185")).json();
  await before.simulator.settled();
  await before.simulator.close();
  expect(statSync(statePath).mode & 0o777).toBe(0o600);

  const after = createVapiSimulator({ statePath });
  const headers = { authorization: "Bearer vapi-sim-firm-one" };
  const get = async (url: string) => (await after.fetch(new Request(`http://127.0.0.1:1${url}`, { headers }))).json();
  expect(await get(`/call/${id}`)).toMatchObject({ endedReason: "customer-busy" });
  expect(await get(`/assistant/${before.assistantId}`)).toMatchObject({ name: "Intake" });
  expect(await get("/phone-number")).toMatchObject([{ id: before.phoneNumberId, number: "+16025550100" }]);
  await after.close();
});

test("a call that was going on is found ended after a restart, and a scheduled one still waits", async () => {
  const statePath = newStatePath();
  const before = await openFirm({ simulator: { statePath, pace: 1 } });
  await before.call("+16025550142");
  const earliestAt = new Date(Date.now() + 3_600_000).toISOString();
  const scheduled = await (await before.call("+16025550142", { schedulePlan: { earliestAt } })).json();
  expect(scheduled.status).toBe("scheduled");
  await before.simulator.close();
  const after = createVapiSimulator({ statePath, deliver: async () => new Response(null) });
  expect(after.calls().map(({ status, endedReason }) => [status, endedReason])).toEqual([
    ["ended", "worker-shutdown"],
    ["scheduled", undefined],
  ]);
  await after.close();
});

test("a scheduled call rings at its time", async () => {
  const firm = await openFirm();
  const earliestAt = new Date(Date.now() + 100).toISOString();
  await firm.call("+16025550185", { schedulePlan: { earliestAt } });
  await firm.simulator.settled();
  expect(firm.types().slice(0, 2)).toEqual(["status-update scheduled", "status-update queued"]);
  expect(Date.now()).toBeGreaterThanOrEqual(Date.parse(earliestAt));
});

test("a broken state is named, not overwritten", () => {
  const statePath = newStatePath();
  writeFileSync(statePath, "{ half");
  expect(() => createVapiSimulator({ statePath })).toThrow(statePath);
});

test("the process tells its port, knows its keys, and ends when it is asked to", async () => {
  const child = fork(path.join(import.meta.dirname, "serve.ts"), {
    execArgv: ["--import", "tsx"],
    env: {
      ...process.env,
      VAPI_SIMULATOR_PORT: "0",
      VAPI_SIMULATOR_STATE: newStatePath(),
      VAPI_SIMULATOR_KEYS: JSON.stringify({ "private-key": "org-1" }),
    },
  });
  const [message] = await once(child, "message");
  expect(message).toEqual({ type: "listening", port: expect.any(Number) });
  const list = (key: string) =>
    fetch(`http://127.0.0.1:${message.port}/assistant`, { headers: { authorization: `Bearer ${key}` } });
  expect((await list("private-key")).status).toBe(200);
  expect((await list("another")).status).toBe(401);
  child.kill("SIGTERM");
  expect(await once(child, "exit")).toEqual([0, null]);
});
