import { spawn } from "node:child_process";
import path from "node:path";

const ROOT = path.resolve(import.meta.dirname, "../..");
const START_MS = 60_000;

export type RunningProcess = {
  pid: number;
  isRunning: () => boolean;
  /** What it wrote so far. */
  output: () => string;
  /** Resolves with the first match in its output, present or to come. */
  written: (pattern: RegExp) => Promise<RegExpExecArray>;
  /** SIGKILL: nothing of the process runs any more when this resolves. */
  kill: () => Promise<void>;
};

/** Runs a script of the project in a process of its own, which ends when this one does. */
export function startProcess(script: string, args: string[], env: Record<string, string>): RunningProcess {
  const flags = ["--conditions=react-server", "--import", "tsx"];
  const child = spawn(process.execPath, [...flags, script, ...args], {
    cwd: ROOT,
    env: { PATH: process.env["PATH"] ?? "", NODE_ENV: "production", ...env },
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  let text = "";
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const listeners = new Set<() => void>();
  const add = (chunk: Buffer) => {
    text += chunk.toString("utf8");
    for (const listener of listeners) listener();
  };
  child.stdout?.on("data", add);
  child.stderr?.on("data", add);
  return {
    pid: child.pid ?? 0,
    isRunning: () => child.exitCode === null && child.signalCode === null,
    output: () => text,
    written: (pattern) =>
      new Promise((resolve, reject) => {
        const fail = () => reject(new Error(`${script} never wrote ${pattern}:\n${text.slice(-2_000)}`));
        const timer = setTimeout(fail, START_MS);
        const look = () => {
          const match = pattern.exec(text);
          if (!match) return;
          clearTimeout(timer);
          listeners.delete(look);
          resolve(match);
        };
        listeners.add(look);
        look();
      }),
    kill: async () => {
      child.kill("SIGKILL");
      await ended;
    },
  };
}
