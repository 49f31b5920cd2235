import path from "node:path";
import { readDemoCredentials } from "./demo/read-demo-credentials";
import { readEnvFiles } from "./start/env-file";
import { dataFolder } from "./start/local-data";
import { runCommand } from "./start/run-command";

const root = path.resolve(import.meta.dirname, "..");

await runCommand(async () => {
  const settings = { ...readEnvFiles(root), ...process.env };
  console.log(JSON.stringify(readDemoCredentials(dataFolder(root, settings)), null, 2));
});
