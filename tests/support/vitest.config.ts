import path from "node:path";
import { defineConfig } from "vitest/config";

const root = path.resolve(import.meta.dirname, "../..");

// Next resolves `server-only` to an empty module for server code; plain Node throws on it, so tests do what Next does.
const alias = { "@": root, "server-only": path.join(import.meta.dirname, "server-only.ts") };

export default defineConfig({
  root,
  resolve: { alias },
  test: {
    root,
    environment: "node",
    setupFiles: [path.join(import.meta.dirname, "setup.ts")],
    include: ["{app,components,db,lib,scripts,simulators,tests}/**/*.test.{ts,tsx}"],
    exclude: ["**/node_modules/**", "tests/e2e/**"],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    maxWorkers: 3,
    // Loading packages took as long as the tests; what a file leaves behind is forgotten by the setup.
    pool: "forks",
    isolate: false,
    server: { deps: { inline: [/@clerk\/nextjs/, /next-safe-action/] } },
  },
});
