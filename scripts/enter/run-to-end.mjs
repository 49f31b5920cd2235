import { spawn } from "node:child_process";
import { ClearProblem } from "./clear-problem.mjs";

/** Runs a program to its end and answers its exit code; a program that cannot be started is a clear problem. */
export function runToEnd(program, args, options) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, options);
    child.on("error", (error) => reject(new ClearProblem(`${program} could not be started: ${error.message}`)));
    child.on("exit", (code) => resolve(code ?? 1));
  });
}
