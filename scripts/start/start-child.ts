import { type ChildProcess, spawn } from "node:child_process";
import { constants } from "node:os";

/** A child process with a name for messages; `ended` resolves with its exit code, 128 + signal when a signal ended it. */
export type Child = { name: string; process: ChildProcess; ended: Promise<number>; logFile: string | undefined };

/** Settings of a child process. Next's types ask every environment for NODE_ENV. */
export type ChildEnvironment = Record<string, string> & { NODE_ENV: "development" | "production" };

export type ChildSpec = {
  name: string;
  /** Arguments of Node: flags, script, its arguments. */
  args: string[];
  cwd: string;
  env: ChildEnvironment;
  /** Where its output goes: an open file with its path, or this terminal. */
  output: { file: string; descriptor: number } | "terminal";
};

/**
 * Starts Node on a script. The child gets a process group of its own, so that Ctrl-C reaches this process alone and the
 * parts stop in order; its IPC channel tells it when this process is gone, however that came about.
 */
export function startChild(spec: ChildSpec): Child {
  const output = spec.output === "terminal" ? "inherit" : spec.output.descriptor;
  const child = spawn(process.execPath, spec.args, {
    cwd: spec.cwd,
    env: spec.env,
    stdio: ["ignore", output, output, "ipc"],
    detached: process.platform !== "win32",
  });
  const ended = new Promise<number>((resolve) => {
    child.once("error", () => resolve(1));
    child.once("exit", (code, signal) => resolve(code ?? 128 + (signal ? constants.signals[signal] : 0)));
  });
  return { name: spec.name, process: child, ended, logFile: spec.output === "terminal" ? undefined : spec.output.file };
}

/** Asks a child to end, and ends it and all that it started after `graceMs`. */
export async function stopChild(child: Child, graceMs: number): Promise<void> {
  child.process.kill("SIGTERM");
  const timer = setTimeout(() => killGroup(child), graceMs);
  await child.ended;
  clearTimeout(timer);
  killGroup(child);
}

function killGroup({ process: child }: Child): void {
  if (child.pid === undefined) return;
  try {
    process.kill(process.platform === "win32" ? child.pid : -child.pid, "SIGKILL");
  } catch {
    // The whole group has ended already, which is what is wanted.
  }
}
