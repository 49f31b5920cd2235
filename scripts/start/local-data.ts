import { mkdirSync } from "node:fs";
import path from "node:path";
import { type LocalSecrets, readLocalSecrets } from "./local-secrets";

/** The data folder of the embedded parts: an absolute path, and the secrets that are kept in it. */
export type LocalData = { dir: string; secrets: LocalSecrets };

/** Absolute path of the data folder that `settings` name, `.docketline` under `root` otherwise. */
export function dataFolder(root: string, settings: Record<string, string | undefined>): string {
  return path.resolve(root, settings["DOCKETLINE_DATA_DIR"] || ".docketline");
}

/** Opens the data folder, which is made, for this account only, at the first use. */
export function openLocalData(dir: string): LocalData {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  return { dir, secrets: readLocalSecrets(dir) };
}
