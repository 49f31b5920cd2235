import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { takeDataLock } from "./data-lock";

function newFolder(): string {
  return mkdtempSync(path.join(tmpdir(), "docketline-lock-"));
}

/** The lock as another process left it, with the process id and birth that it wrote. */
function lockOf(pid: number, birth: string | null): string {
  return JSON.stringify({ pid, birth });
}

function birthOnThisMachine(pid: number): string | null {
  if (!existsSync(`/proc/${pid}/stat`)) return null;
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? null;
}

test("a released folder can be locked again", () => {
  const folder = newFolder();
  takeDataLock(folder).release();
  expect(existsSync(path.join(folder, "start.lock"))).toBe(false);
  takeDataLock(folder).release();
});

test("a folder that a living process holds is refused by its process id", () => {
  const folder = newFolder();
  const holder = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { stdio: "ignore" });
  const pid = holder.pid ?? 0;
  writeFileSync(path.join(folder, "start.lock"), lockOf(pid, birthOnThisMachine(pid)));
  expect(() => takeDataLock(folder)).toThrow(`is in use by process ${pid}`);
  holder.kill("SIGKILL");
});

test("the lock of a dead process is taken over", () => {
  const folder = newFolder();
  const dead = spawnSync(process.execPath, ["-e", ""]).pid;
  writeFileSync(path.join(folder, "start.lock"), lockOf(dead, null));
  takeDataLock(folder).release();
});

test.runIf(process.platform === "linux")("a stranger that got the old process id does not hold the folder", () => {
  const folder = newFolder();
  writeFileSync(path.join(folder, "start.lock"), lockOf(process.ppid, "1"));
  takeDataLock(folder).release();
});

test("a process works under the lock of the one that started it, and leaves it in place", () => {
  const folder = newFolder();
  writeFileSync(path.join(folder, "start.lock"), lockOf(process.ppid, birthOnThisMachine(process.ppid)));
  takeDataLock(folder).release();
  expect(existsSync(path.join(folder, "start.lock"))).toBe(true);
});

test("a lock that cannot be read does not hold the folder", () => {
  const folder = newFolder();
  writeFileSync(path.join(folder, "start.lock"), "{ half");
  takeDataLock(folder).release();
});
