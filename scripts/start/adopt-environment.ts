import { appEnvironment } from "./app-environment";
import { readPort } from "./check-port";
import { readEnvFiles } from "./env-file";
import { dataFolder, type LocalData, openLocalData } from "./local-data";
import { type Parts, planParts } from "./plan-parts";

/**
 * Gives this process the settings that the web server of the same folder runs on, for commands that work beside it.
 * What is set already stays, so that a command started by `npm start` keeps what it was given.
 */
export function adoptEnvironment(root: string): { parts: Parts; local: LocalData | undefined } {
  const configured = { ...readEnvFiles(root), ...process.env };
  const parts = planParts(configured);
  const local = parts.mode === "embedded" ? openLocalData(dataFolder(root, configured)) : undefined;
  const port = readPort(configured["PORT"]);
  const context = { configured, parts, port, local, identity: undefined, voicePort: undefined, senders: undefined };
  for (const [name, value] of Object.entries(appEnvironment({ ...context, isDevelopment: false }))) {
    process.env[name] ||= value;
  }
  return { parts, local };
}
