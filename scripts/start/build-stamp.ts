import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";

/** Everything that the production build is made from. `node_modules` is covered by the lock file. */
const BUILD_INPUTS = [
  "app",
  "components",
  "db",
  "lib",
  "public",
  "middleware.ts",
  "instrumentation.ts",
  "instrumentation-client.ts",
  "next.config.mjs",
  "package-lock.json",
  "postcss.config.mjs",
  "tsconfig.json",
];

/**
 * SHA-256 over the sources of the build under `root`, the `NEXT_PUBLIC_*` settings, which Next writes into the bundles,
 * and whether Sentry wraps the build. Two equal stamps mean that a build would make the same again.
 */
export function computeBuildStamp(root: string, settings: Record<string, string | undefined>): string {
  const hash = createHash("sha256");
  for (const input of BUILD_INPUTS) {
    for (const file of filesUnder(root, input)) {
      hash.update(`${file}\0`);
      hash.update(
        createHash("sha256")
          .update(readFileSync(path.join(root, file)))
          .digest(),
      );
    }
  }
  for (const [name, value] of Object.entries(settings).toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    if (name.startsWith("NEXT_PUBLIC_")) hash.update(`${name}=${value ?? ""}\0`);
    if (name === "SENTRY_DSN" && value) hash.update(`${name}\0`);
  }
  return hash.digest("hex");
}

function filesUnder(root: string, input: string): string[] {
  const absolute = path.join(root, input);
  if (!existsSync(absolute)) return [];
  if (!statSync(absolute).isDirectory()) return [input];
  return readdirSync(absolute, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))
    .toSorted();
}
