import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";
import { PROJECT_ROOT } from "./project-files";

const CONFIG = path.join(PROJECT_ROOT, "tests/architecture/dependency-cruiser.cjs");
const CRUISER = path.join(PROJECT_ROOT, "node_modules/dependency-cruiser/bin/dependency-cruiser.mjs");

const reportSchema = z.object({
  summary: z.object({
    violations: z.array(
      z.object({ from: z.string(), to: z.string(), rule: z.object({ name: z.string(), severity: z.string() }) }),
    ),
  }),
});

/** Writes a tree of files and answers the rules that it breaks, as `rule: from -> to`. */
function cruise(tree: Record<string, string>): string[] {
  const root = mkdtempSync(path.join(tmpdir(), "docketline-structure-"));
  const packages = {
    "node_modules/next/package.json": '{"name":"next","main":"index.js"}',
    "node_modules/next/index.js": "module.exports = {};",
    "node_modules/drizzle-orm/package.json": '{"name":"drizzle-orm","main":"index.js"}',
    "node_modules/drizzle-orm/index.js": "module.exports = {};",
  };
  for (const [file, text] of Object.entries({ ...packages, ...tree })) {
    mkdirSync(path.join(root, path.dirname(file)), { recursive: true });
    writeFileSync(path.join(root, file), text);
  }
  const folders = [...new Set(Object.keys(tree).map((file) => file.split("/")[0] ?? ""))];
  const args = [CRUISER, "--config", CONFIG, "--output-type", "json", ...folders];
  const { stdout } = spawnSync(process.execPath, args, { cwd: root, encoding: "utf8" });
  const { violations } = reportSchema.parse(JSON.parse(stdout)).summary;
  return violations.map(({ rule, from, to }) => `${rule.severity} ${rule.name}: ${from} -> ${to}`).toSorted();
}

const VALUE = "export const value = 1;\nexport type Shape = number;\n";

const BROKEN: Record<string, { tree: Record<string, string>; breaks: string }> = {
  "nothing-imports-app": {
    tree: { "lib/a.ts": 'export { value } from "@/app/b";', "app/b.ts": VALUE },
    breaks: "lib/a.ts -> app/b.ts",
  },
  "only-tests-import-tests": {
    tree: { "lib/a.ts": 'import { value } from "../tests/b";\nvoid value;', "tests/b.ts": VALUE },
    breaks: "lib/a.ts -> tests/b.ts",
  },
  "nothing-imports-simulators": {
    tree: {
      "scripts/a.ts": 'import type { Shape } from "@/simulators/b";\nexport type A = Shape;',
      "simulators/b.ts": VALUE,
    },
    breaks: "scripts/a.ts -> simulators/b.ts",
  },
  "nothing-imports-scripts": {
    tree: { "db/seed/a.ts": 'export const a = import("@/scripts/b");', "scripts/b.ts": VALUE },
    breaks: "db/seed/a.ts -> scripts/b.ts",
  },
  "app-and-components-never-touch-the-database": {
    tree: { "app/page.tsx": 'import { eq } from "drizzle-orm";\nexport const a = eq;' },
    breaks: "app/page.tsx -> node_modules/drizzle-orm/index.js",
  },
  "components-take-values-from-components-and-core": {
    tree: {
      "components/a.tsx": 'import { value } from "@/lib/domain/b";\nexport const a = value;',
      "lib/domain/b.ts": VALUE,
    },
    breaks: "components/a.tsx -> lib/domain/b.ts",
  },
  "domain-imports-no-framework-and-no-vendor": {
    tree: { "lib/domain/a.ts": 'import { headers } from "next";\nexport const a = headers;' },
    breaks: "lib/domain/a.ts -> node_modules/next/index.js",
  },
  "one-vendor-never-imports-another": {
    tree: {
      "lib/integrations/vapi/a.ts": 'import type { Shape } from "../twilio/b";\nexport type A = Shape;',
      "lib/integrations/twilio/b.ts": VALUE,
    },
    breaks: "lib/integrations/vapi/a.ts -> lib/integrations/twilio/b.ts",
  },
  "vendors-meet-the-domain-in-their-webhook-only": {
    tree: {
      "lib/integrations/vapi/client.ts": 'import { value } from "@/lib/domain/b";\nexport const a = value;',
      "lib/domain/b.ts": VALUE,
    },
    breaks: "lib/integrations/vapi/client.ts -> lib/domain/b.ts",
  },
  "db-imports-only-core": {
    tree: { "db/a.ts": 'import { value } from "@/lib/vault/b";\nexport const a = value;', "lib/vault/b.ts": VALUE },
    breaks: "db/a.ts -> lib/vault/b.ts",
  },
  "core-imports-nothing-of-ours": {
    tree: {
      "lib/core/a.ts": 'import type { Shape } from "@/lib/i18n/b";\nexport type A = Shape;',
      "lib/i18n/b.ts": VALUE,
    },
    breaks: "lib/core/a.ts -> lib/i18n/b.ts",
  },
  "database-client-has-one-owner": {
    tree: { "lib/domain/a.ts": 'import { value } from "@/db/client";\nexport const a = value;', "db/client.ts": VALUE },
    breaks: "lib/domain/a.ts -> db/client.ts",
  },
  "registries-are-leaves": {
    tree: {
      "lib/domain/a.ts": 'import { value } from "@/lib/jobs/registry";\nexport const a = value;',
      "lib/jobs/registry.ts": VALUE,
    },
    breaks: "lib/domain/a.ts -> lib/jobs/registry.ts",
  },
  "only-the-job-registry-imports-handlers": {
    tree: {
      "lib/domain/a.ts": 'import { value } from "@/lib/jobs/handlers/b";\nexport const a = value;',
      "lib/jobs/handlers/b.ts": VALUE,
    },
    breaks: "lib/domain/a.ts -> lib/jobs/handlers/b.ts",
  },
  "no-cycles": {
    tree: {
      "lib/vault/a.ts": 'import { b } from "./b";\nexport const a = () => b;',
      "lib/vault/b.ts": 'import { a } from "./a";\nexport const b = () => a;',
    },
    breaks: "lib/vault/a.ts -> lib/vault/b.ts",
  },
  "no-index-files": {
    tree: {
      "lib/a.ts": 'import { value } from "./vault/index";\nexport const a = value;',
      "lib/vault/index.ts": VALUE,
    },
    breaks: "lib/a.ts -> lib/vault/index.ts",
  },
  "everything-resolves": {
    tree: { "lib/a.ts": 'import { value } from "@/lib/missing";\nexport const a = value;' },
    breaks: "lib/a.ts -> @/lib/missing",
  },
};

test("every structure rule is an error and has a tree below that breaks it", () => {
  const config: unknown = createRequire(import.meta.url)(CONFIG);
  const { forbidden } = z
    .object({ forbidden: z.array(z.object({ name: z.string(), severity: z.literal("error") })) })
    .parse(config);
  expect(forbidden.map((rule) => rule.name).toSorted()).toEqual(Object.keys(BROKEN).toSorted());
});

test.each(Object.entries(BROKEN))("the structure rule %s fires", (rule, { tree, breaks }) => {
  expect(cruise(tree)).toContain(`error ${rule}: ${breaks}`);
});

test("a tree that keeps the rules breaks none", () => {
  const tree = {
    "app/desk/page.tsx":
      'import { value } from "@/lib/domain/case";\nimport { card } from "@/components/card";\nexport default () => [value, card];',
    "app/api/run/route.ts": 'import { value } from "@/lib/jobs/registry";\nexport const GET = () => value;',
    "components/card.tsx":
      'import type { Shape } from "@/lib/domain/case";\nimport { value } from "@/lib/core/ids";\nexport const card = (s: Shape) => s + value;',
    "lib/domain/case.ts":
      'import { value as v } from "@/db/tenant";\nexport const value = v;\nexport type Shape = number;',
    "lib/integrations/vapi/webhook.ts": 'import { value } from "@/lib/domain/case";\nexport const a = value;',
    "lib/jobs/registry.ts": 'export { value } from "./handlers/call";',
    "lib/jobs/handlers/call.ts": 'import { value as v } from "@/lib/domain/case";\nexport const value = v;',
    "db/tenant.ts":
      'import { eq } from "drizzle-orm";\nimport { value as v } from "./client";\nexport const value = [eq, v];',
    "db/client.ts": VALUE,
    "lib/core/ids.ts": VALUE,
    "lib/domain/case.test.ts": 'import { value } from "@/tests/support/factory";\nexport const a = value;',
    "tests/support/factory.ts": 'import { value as v } from "@/db/client";\nexport const value = v;',
  };
  expect(cruise(tree)).toEqual([]);
});
