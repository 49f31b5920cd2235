import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { openLog } from "./open-log";
import { superviseChildren } from "./supervise-children";

const FOLDER = mkdtempSync(path.join(tmpdir(), "docketline-children-"));
const ROOT = path.resolve(import.meta.dirname, "../..");

function childSpec(name: string, code: string) {
  return {
    name,
    args: ["-e", code],
    cwd: FOLDER,
    env: { NODE_ENV: "production" } as const,
    output: openLog(FOLDER, name),
  };
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function until(condition: () => boolean): Promise<void> {
  for (let waited = 0; waited < 10_000 && !condition(); waited += 20) await sleep(20);
  expect(condition()).toBe(true);
}

test("a child that ignores SIGTERM is ended after its grace, with what it started", async () => {
  const supervisor = superviseChildren({ lastMs: 300, othersMs: 300 });
  const code = `process.on("SIGTERM", () => {});
    const grandchild = require("node:child_process").spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
    console.log(grandchild.pid);
    setInterval(() => {}, 1000);`;
  const child = supervisor.start(childSpec("stubborn", code));
  const log = () => readFileSync(child.logFile ?? "", "utf8");
  await until(() => log().endsWith("\n"));
  await supervisor.stopAll();
  expect(await child.ended).toBe(137);
  await until(() => !isAlive(Number(log())));
});

test("the child that ends by itself is told with its exit code, and nothing starts after the stop", async () => {
  const supervisor = superviseChildren({ lastMs: 300, othersMs: 300 });
  supervisor.start(childSpec("steady", "setInterval(() => {}, 1000)"));
  supervisor.start(childSpec("short", "process.exit(4)"));
  const { child, code } = await supervisor.firstEnd();
  expect([child.name, code]).toEqual(["short", 4]);
  await supervisor.stopAll();
  expect(() => supervisor.start(childSpec("late", ""))).toThrow("Stopping.");
});

test("a web server ends when the process that started it was killed", async () => {
  const preload = path.join(ROOT, "scripts/start/exit-with-parent.mjs");
  const server = path.join(FOLDER, "server.mjs");
  writeFileSync(server, "console.log(process.pid); setInterval(() => {}, 1000);");
  const starter = `require("node:child_process").spawn(process.execPath, ["--import", ${JSON.stringify(preload)}, ${JSON.stringify(server)}], { stdio: ["ignore", "inherit", "inherit", "ipc"], detached: true })`;
  const parent = spawn(process.execPath, ["-e", starter], { stdio: ["ignore", "pipe", "inherit"] });
  const [line] = await once(parent.stdout, "data");
  const pid = Number(String(line));
  expect(isAlive(pid)).toBe(true);
  parent.kill("SIGKILL");
  await until(() => !isAlive(pid));
});
