import type { Step } from "./run-step";

const CRUISED = [
  "app",
  "components",
  "db",
  "lib",
  "scripts",
  "simulators",
  "tests",
  "middleware.ts",
  "instrumentation.ts",
];

export const LINT_STEP: Step = {
  name: "format and lint",
  commands: [["node_modules/@biomejs/biome/bin/biome", "ci", "--colors=off"]],
};

export const STRUCTURE_STEP: Step = {
  name: "structure rules",
  commands: [
    [
      "node_modules/dependency-cruiser/bin/dependency-cruiser.mjs",
      "--config",
      "tests/architecture/dependency-cruiser.cjs",
      ...CRUISED,
    ],
  ],
};

export const UNUSED_STEP: Step = {
  name: "unused code",
  commands: [["node_modules/knip/bin/knip.js", "--no-progress"]],
};

/** Next writes the types of the routes first: a fresh clone has none. */
export const TYPES_STEP: Step = {
  name: "types",
  commands: [
    ["node_modules/next/dist/bin/next", "typegen"],
    ["node_modules/typescript/bin/tsc", "--noEmit"],
  ],
};

export const BUILD_STEP: Step = {
  name: "production build",
  commands: [["--conditions=react-server", "--import", "tsx", "scripts/build.ts"]],
};
