import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { PUBLISHABLE_KEY, SECRET_KEY } from "@/simulators/clerk/testing/test-instance";

const message = z.object({ type: z.literal("listening"), port: z.number(), jwtKeyPem: z.string() });

let directory = "";

beforeAll(async () => {
  directory = await mkdtemp(path.join(os.tmpdir(), "clerk-simulator-"));
});

afterAll(async () => {
  await rm(directory, { recursive: true, force: true });
});

test("the process reports its port and key, serves on the loopback, and ends with its parent", async () => {
  const child = start();
  const { port, jwtKeyPem } = message.parse((await once(child, "message"))[0]);
  expect(jwtKeyPem).toContain("BEGIN PUBLIC KEY");
  const response = await fetch(`http://127.0.0.1:${port}/bapi/v1/users/count`, {
    headers: { authorization: `Bearer ${SECRET_KEY}` },
  });
  expect(await response.json()).toMatchObject({ total_count: 11 });
  const tooLarge = await fetch(`http://127.0.0.1:${port}/bapi/v1/users`, {
    method: "POST",
    body: "x".repeat(1024 * 1024 + 1),
  });
  expect(tooLarge.status).toBe(413);
  child.disconnect();
  expect(await once(child, "exit")).toEqual([0, null]);
});

test("the process ends cleanly on SIGTERM", async () => {
  const child = start();
  await once(child, "message");
  child.kill("SIGTERM");
  expect(await once(child, "exit")).toEqual([0, null]);
});

function start(): ChildProcess {
  return fork(path.resolve("simulators/clerk/serve.ts"), {
    execArgv: ["--import", "tsx"],
    stdio: ["ignore", "ignore", "ignore", "ipc"],
    env: {
      ...process.env,
      CLERK_SIMULATOR_PORT: "0",
      CLERK_SIMULATOR_STATE: path.join(directory, "state.json"),
      CLERK_SIMULATOR_KEY: path.join(directory, "key.pem"),
      NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY: PUBLISHABLE_KEY,
      CLERK_SECRET_KEY: SECRET_KEY,
    },
  });
}
