import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";
import { openReceiver } from "./testing/open-receiver";

const ROOT = path.resolve(import.meta.dirname, "../..");
const listening = z.object({
  type: z.literal("listening"),
  port: z.number(),
  ghlAppId: z.string(),
  ghlPublicKeyPem: z.string().startsWith("-----BEGIN PUBLIC KEY-----"),
});

test("the process tells its port, finds the desk's doors when they appear, and ends when it is asked to", async () => {
  const file = path.join(mkdtempSync(path.join(tmpdir(), "docketline-senders-")), "demo-credentials.json");
  const receiver = await openReceiver();
  const child = spawn(
    process.execPath,
    ["--conditions=react-server", "--import", "tsx", "simulators/senders/serve.ts"],
    {
      cwd: ROOT,
      env: { ...process.env, SENDERS_SIMULATOR_PORT: "0", SENDERS_SIMULATOR_PACE: "0", SENDERS_CREDENTIALS_FILE: file },
      stdio: ["ignore", "inherit", "inherit", "ipc"],
    },
  );
  const [message] = await once(child, "message");
  const url = `http://127.0.0.1:${listening.parse(message).port}`;
  expect(await (await fetch(url)).text()).toContain("No desk is connected yet.");
  const make = { path: "/make", mode: "make-apikey", secret: "0123456789abcdef" };
  const firms = [{ id: "org_a", name: "A", endpoints: { make } }];
  writeFileSync(file, JSON.stringify({ appUrl: receiver.origin, firms }));
  const body = JSON.stringify({ provider: "make", firmId: "org_a", scene: "lead" });
  expect((await fetch(`${url}/play`, { method: "POST", body })).status).toBe(201);
  while (receiver.received.length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
  expect(receiver.received[0]).toMatchObject({ url: "/make", headers: { "x-make-apikey": "0123456789abcdef" } });
  child.kill("SIGTERM");
  const [code] = await once(child, "exit");
  expect(code).toBe(0);
  await receiver.close();
});
