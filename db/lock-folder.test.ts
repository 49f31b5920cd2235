import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { lockFolder } from "./lock-folder";

const newFile = () => path.join(mkdtempSync(path.join(tmpdir(), "docketline-lock-")), "database.lock");

test("a lock of a process that is about to end is waited for, and then taken over", async () => {
  const file = newFile();
  const holder = spawn(process.execPath, ["-e", "setTimeout(() => {}, 60_000)"], { stdio: "ignore" });
  writeFileSync(file, String(holder.pid));
  const taken = lockFolder(file, 10_000);
  await sleep(300);
  holder.kill("SIGKILL");
  await once(holder, "exit");
  const release = await taken;
  release();
  expect(existsSync(file)).toBe(false);
});

test("a lock that stays held names its holder", async () => {
  const file = newFile();
  const holder = spawn(process.execPath, ["-e", "setTimeout(() => {}, 60_000)"], { stdio: "ignore" });
  writeFileSync(file, String(holder.pid));
  await expect(lockFolder(file, 200)).rejects.toThrow(`in use by process ${holder.pid}`);
  holder.kill("SIGKILL");
});

test.runIf(process.platform === "linux")("a process that ended and was not asked for holds nothing", async () => {
  const file = newFile();
  // The shell's child ends at once and stays in the table, because the program in the shell's place never asks for it.
  const parent = spawn("sh", ["-c", "sh -c 'echo $$' & exec sleep 60"], { stdio: ["ignore", "pipe", "ignore"] });
  const [pid] = await once(parent.stdout, "data");
  await sleep(200);
  writeFileSync(file, String(pid).trim());
  const release = await lockFolder(file, 0);
  release();
  parent.kill("SIGKILL");
});
