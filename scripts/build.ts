import path from "node:path";
import { buildApp } from "./start/build-app";
import { readEnvFiles } from "./start/env-file";
import { runCommand } from "./start/run-command";

const root = path.resolve(import.meta.dirname, "..");

await runCommand(async () => {
  await buildApp(root, { ...readEnvFiles(root), ...process.env }, new AbortController().signal);
});
