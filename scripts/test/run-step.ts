import { spawn } from "node:child_process";

/** One step of the test command: Node scripts with their arguments, run one after the other from the project's root. */
export type Step = { name: string; commands: string[][]; env?: Record<string, string> };

/** Where steps run, and the signal at which they end. */
export type Place = { root: string; stopSignal: AbortSignal };

export type StepResult = { name: string; isOk: boolean; output: string; seconds: number };

/** Runs the step until a command of it fails, and keeps what they wrote. */
export async function runStep(step: Step, place: Place): Promise<StepResult> {
  const begun = performance.now();
  let output = "";
  let isOk = true;
  for (const args of step.commands) {
    const result = await runCommand(args, place, step.env ?? {});
    output += result.output;
    isOk = result.code === 0;
    if (!isOk) break;
  }
  return { name: step.name, isOk, output, seconds: (performance.now() - begun) / 1000 };
}

function runCommand(args: string[], { root, stopSignal }: Place, extra: Record<string, string>) {
  return new Promise<{ code: number; output: string }>((resolve) => {
    const env = { ...process.env, NO_COLOR: "1", NEXT_TELEMETRY_DISABLED: "1", ...extra };
    const child = spawn(process.execPath, args, {
      cwd: root,
      env,
      stdio: ["ignore", "pipe", "pipe"],
      signal: stopSignal,
    });
    let output = "";
    const keep = (chunk: Buffer) => {
      output += chunk.toString();
    };
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    child.once("error", (error) => resolve({ code: 1, output: error.message }));
    child.once("close", (code) => resolve({ code: code ?? 1, output }));
  });
}
