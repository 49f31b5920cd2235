import { type ChildProcess, spawn } from "node:child_process";
import path from "node:path";

const ROOT = path.resolve(import.meta.dirname, "../../..");
const START_MS = 60_000;

export type BenchServer = { url: URL; pid: number; stop: () => Promise<void> };

/** Starts Node on `args` and waits until its output matches `pattern`, whose first group is the port where `port` is none. */
export async function startServer(
  args: readonly string[],
  env: Record<string, string>,
  ready: { pattern: RegExp; port?: number },
): Promise<BenchServer> {
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    stdio: ["ignore", "pipe", "pipe"],
    env: { PATH: process.env["PATH"] ?? "", ...env, NODE_ENV: "production" },
  });
  const [, found] = await written(child, ready.pattern);
  const url = new URL(`http://127.0.0.1:${ready.port ?? found}`);
  return { url, pid: child.pid ?? 0, stop: () => stop(child) };
}

function written(child: ChildProcess, pattern: RegExp): Promise<RegExpExecArray> {
  return new Promise((resolve, reject) => {
    let text = "";
    const fail = (reason: string) => reject(new Error(`${reason}:\n${text.slice(-2_000)}`));
    const timer = setTimeout(() => fail("the server did not start"), START_MS);
    const take = (chunk: Buffer) => {
      text += String(chunk);
      const match = pattern.exec(text);
      if (!match) return;
      clearTimeout(timer);
      resolve(match);
    };
    child.stdout?.on("data", take);
    child.stderr?.on("data", take);
    child.once("exit", () => fail("the server ended"));
  });
}

function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return Promise.resolve();
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  child.kill("SIGTERM");
  const timer = setTimeout(() => child.kill("SIGKILL"), 10_000);
  return ended.finally(() => clearTimeout(timer));
}
