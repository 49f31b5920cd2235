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

/** One tree in which every rule is broken once; each file is made for one rule. */
const BROKEN_TREE = {
  "lib/uses-app.ts": 'export { value } from "@/app/shared";',
  "app/shared.ts": VALUE,
  "lib/uses-tests.ts": 'import { value } from "../tests/helper";\nvoid value;',
  "tests/helper.ts": VALUE,
  "scripts/uses-simulator.ts": 'import type { Shape } from "@/simulators/clock";\nexport type A = Shape;',
  "simulators/clock.ts": VALUE,
  "db/seed/uses-script.ts": 'export const a = import("@/scripts/entry");',
  "scripts/entry.ts": VALUE,
  "app/page.tsx": 'import { eq } from "drizzle-orm";\nexport const a = eq;',
  "components/uses-domain.tsx": 'import { value } from "@/lib/domain/rule";\nexport const a = value;',
  "lib/domain/rule.ts": VALUE,
  "lib/domain/uses-next.ts": 'import { headers } from "next";\nexport const a = headers;',
  "lib/integrations/vapi/uses-twilio.ts": 'import type { Shape } from "../twilio/sms";\nexport type A = Shape;',
  "lib/integrations/twilio/sms.ts": VALUE,
  "lib/integrations/vapi/client.ts": 'import { value } from "@/lib/domain/rule";\nexport const a = value;',
  "db/uses-vault.ts": 'import { value } from "@/lib/vault/seal";\nexport const a = value;',
  "lib/vault/seal.ts": VALUE,
  "lib/core/uses-texts.ts": 'import type { Shape } from "@/lib/i18n/texts";\nexport type A = Shape;',
  "lib/i18n/texts.ts": VALUE,
  "lib/domain/uses-client.ts": 'import { value } from "@/db/client";\nexport const a = value;',
  "db/client.ts": VALUE,
  "lib/domain/uses-registry.ts": 'import { value } from "@/lib/jobs/registry";\nexport const a = value;',
  "lib/jobs/registry.ts": VALUE,
  "lib/domain/uses-handler.ts": 'import { value } from "@/lib/jobs/handlers/dial";\nexport const a = value;',
  "lib/jobs/handlers/dial.ts": VALUE,
  "lib/connections/uses-sender.ts":
    'import { value } from "@/lib/integrations/ghl/send-message";\nexport const a = value;',
  "lib/integrations/ghl/send-message.ts": VALUE,
  "lib/jobs/handlers/uses-delivery.ts": 'import { value } from "./deliver-order";\nexport const a = value;',
  "lib/jobs/handlers/deliver-order.ts": VALUE,
  "lib/vault/ring-a.ts": 'import { b } from "./ring-b";\nexport const a = () => b;',
  "lib/vault/ring-b.ts": 'import { a } from "./ring-a";\nexport const b = () => a;',
  "lib/uses-index.ts": 'import { value } from "./http/index";\nexport const a = value;',
  "lib/http/index.ts": VALUE,
  "lib/uses-nothing.ts": 'import { value } from "@/lib/missing";\nexport const a = value;',
};

const BREACHES = [
  "error nothing-imports-app: lib/uses-app.ts -> app/shared.ts",
  "error only-tests-import-tests: lib/uses-tests.ts -> tests/helper.ts",
  "error nothing-imports-simulators: scripts/uses-simulator.ts -> simulators/clock.ts",
  "error nothing-imports-scripts: db/seed/uses-script.ts -> scripts/entry.ts",
  "error app-and-components-never-touch-the-database: app/page.tsx -> node_modules/drizzle-orm/index.js",
  "error components-take-values-from-components-and-core: components/uses-domain.tsx -> lib/domain/rule.ts",
  "error domain-imports-no-framework-and-no-vendor: lib/domain/uses-next.ts -> node_modules/next/index.js",
  "error one-vendor-never-imports-another: lib/integrations/vapi/uses-twilio.ts -> lib/integrations/twilio/sms.ts",
  "error vendors-meet-the-domain-in-their-webhook-only: lib/integrations/vapi/client.ts -> lib/domain/rule.ts",
  "error db-imports-only-core: db/seed/uses-script.ts -> scripts/entry.ts",
  "error db-imports-only-core: db/uses-vault.ts -> lib/vault/seal.ts",
  "error core-imports-nothing-of-ours: lib/core/uses-texts.ts -> lib/i18n/texts.ts",
  "error database-client-has-one-owner: lib/domain/uses-client.ts -> db/client.ts",
  "error registries-are-leaves: lib/domain/uses-registry.ts -> lib/jobs/registry.ts",
  "error only-the-job-registry-imports-handlers: lib/domain/uses-handler.ts -> lib/jobs/handlers/dial.ts",
  "error nothing-is-sent-or-dialled-past-the-gate: lib/connections/uses-sender.ts -> lib/integrations/ghl/send-message.ts",
  "error orders-are-delivered-by-their-job: lib/jobs/handlers/uses-delivery.ts -> lib/jobs/handlers/deliver-order.ts",
  "error no-cycles: lib/vault/ring-a.ts -> lib/vault/ring-b.ts",
  "error no-index-files: lib/uses-index.ts -> lib/http/index.ts",
  "error everything-resolves: lib/uses-nothing.ts -> @/lib/missing",
];

test("every structure rule is an error, and fires where it is broken and nowhere else", () => {
  const config: unknown = createRequire(import.meta.url)(CONFIG);
  const { forbidden } = z
    .object({ forbidden: z.array(z.object({ name: z.string(), severity: z.literal("error") })) })
    .parse(config);
  const proven = new Set(BREACHES.map((breach) => /^error ([a-z-]+):/.exec(breach)?.[1]));
  expect(forbidden.map((rule) => rule.name).filter((name) => !proven.has(name))).toEqual([]);
  expect(cruise(BROKEN_TREE)).toEqual(BREACHES.toSorted());
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
