import { expect, test } from "vitest";
import { z } from "zod";
import { readProjectFile } from "./project-files";

const manifest = z
  .object({
    dependencies: z.record(z.string(), z.string()),
    devDependencies: z.record(z.string(), z.string()),
    overrides: z.record(z.string(), z.string()),
  })
  .parse(JSON.parse(readProjectFile("package.json")));

const locked = z
  .object({
    packages: z.record(
      z.string(),
      z.object({
        version: z.string().optional(),
        resolved: z.string().optional(),
        integrity: z.string().optional(),
        extraneous: z.boolean().optional(),
        optionalDependencies: z.record(z.string(), z.string()).optional(),
      }),
    ),
  })
  .parse(JSON.parse(readProjectFile("package-lock.json"))).packages;

const EXACT = /^\d+\.\d+\.\d+(-[\w.]+)?$/;

/** Oldest versions without a known hole, on 2026-11-21, as the advisories of each project name them. */
const FLOORS: Record<string, string> = {
  "@clerk/nextjs": "7.9.17",
  "@neondatabase/serverless": "1.2.0",
  "@sentry/nextjs": "11.8.0",
  "@upstash/ratelimit": "2.2.0",
  "@upstash/redis": "1.38.2",
  "drizzle-orm": "0.45.4",
  jose: "6.2.17",
  next: "16.4.5",
  pg: "8.23.1",
  react: "19.3.1",
  "react-dom": "19.3.1",
  standardwebhooks: "1.1.1",
  svix: "2.5.0",
  zod: "4.6.7",
};

function isAtLeast(version: string, floor: string): boolean {
  const [left, right] = [version, floor].map((text) => text.split(/[.-]/).slice(0, 3).map(Number));
  for (let index = 0; index < 3; index += 1) {
    const difference = (left?.[index] ?? 0) - (right?.[index] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return true;
}

/** The locked package that `name` means inside the package at `folder`: the nearest node_modules wins. */
function resolveFrom(folder: string, name: string): { version?: string | undefined } | undefined {
  for (let base = folder; ; base = base.slice(0, Math.max(base.lastIndexOf("/node_modules/"), 0))) {
    const found = locked[base === "" ? `node_modules/${name}` : `${base}/node_modules/${name}`];
    if (found || base === "") return found;
  }
}

test.each(Object.entries(FLOORS))("OPS-01 %s is at least %s", (name, floor) => {
  const version = locked[`node_modules/${name}`]?.version ?? "0.0.0";
  expect(isAtLeast(version, floor), `${name} ${version}`).toBe(true);
});

test("OPS-02 every direct package is pinned exactly", () => {
  const loose = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies }).filter(
    ([, version]) => !EXACT.test(version),
  );
  const overrides = Object.entries(manifest.overrides).filter(
    ([, version]) => !EXACT.test(version.replace(/^npm:[^@]+@/, "")),
  );
  expect([...loose, ...overrides]).toEqual([]);
});

test("OPS-02 every locked package has an integrity hash and comes from the registry", () => {
  const bad = Object.entries(locked).filter(
    ([folder, entry]) =>
      folder !== "" &&
      (!entry.integrity?.startsWith("sha512-") || /^(git|file|http:)/.test(entry.resolved ?? "") || entry.extraneous),
  );
  expect(bad.map(([folder]) => folder)).toEqual([]);
});

test("the lock file holds the binaries of every platform, so that npm ci works on each", () => {
  const missing = Object.entries(locked).flatMap(([folder, entry]) =>
    Object.entries(entry.optionalDependencies ?? {}).flatMap(([name, wanted]) => {
      const found = resolveFrom(folder, name)?.version;
      const fits = found !== undefined && (!EXACT.test(wanted) || found === wanted);
      return fits ? [] : [`${folder} wants ${name} ${wanted}, the lock has ${found ?? "none"}`];
    }),
  );
  expect(missing).toEqual([]);
});
