import { StartProblem } from "./start-problem";

/** Runs a command's work, and reports a problem that the person can mend as one sentence with exit code 1. */
export async function runCommand(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof StartProblem)) throw error;
    console.error(error.message);
    process.exitCode = error.exitCode;
  }
}
