import path from "node:path";
import { buildApp } from "./start/build-app";
import { readEnvFiles } from "./start/env-file";
import { StartProblem } from "./start/start-problem";

const root = path.resolve(import.meta.dirname, "..");

try {
  await buildApp(root, { ...readEnvFiles(root), ...process.env }, new AbortController().signal);
} catch (error) {
  if (!(error instanceof StartProblem)) throw error;
  console.error(error.message);
  process.exitCode = error.exitCode;
}
