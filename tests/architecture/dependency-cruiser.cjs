const path = require("node:path");

const TEST_FILE = "\\.test\\.tsx?$";
const OURS = "^(app|components|db|lib|scripts|simulators|tests)/";
const npm = (names) => `(^|/)node_modules/(${names})(/|$)|^(${names})(/|$)`;

const FRAMEWORKS = "next|react|react-dom|next-[^/]+|@clerk|nuqs|@sentry";
const VENDORS = "@vapi-ai|twilio|@upstash|svix|standardwebhooks";
const DATABASE = "drizzle-orm|pg|@electric-sql|@neondatabase|pg-boss";

/** Who may import whom. Every rule is an error; tests beside a file may reach for what the test needs. */
const rules = [
  {
    name: "nothing-imports-app",
    comment: "Pages, actions and routes are doors: what two of them share belongs into lib or components.",
    from: { pathNot: ["^(app|tests)/", TEST_FILE] },
    to: { path: "^app/" },
  },
  {
    name: "only-tests-import-tests",
    comment: "Test support never becomes part of what runs.",
    from: { pathNot: [`^tests/`, TEST_FILE] },
    to: { path: "^tests/" },
  },
  {
    name: "nothing-imports-simulators",
    comment: "The stand-ins are separate processes: no part of the product may lean on them.",
    from: { pathNot: ["^(simulators|tests)/", TEST_FILE] },
    to: { path: "^simulators/" },
  },
  {
    name: "nothing-imports-scripts",
    comment: "Entry commands are leaves.",
    from: { pathNot: "^(scripts|tests)/" },
    to: { path: "^scripts/" },
  },
  {
    name: "app-and-components-never-touch-the-database",
    comment: "A page reads and an action writes through lib, where the tenant is set.",
    from: { path: "^(app|components)/", pathNot: TEST_FILE },
    to: { path: ["^db/", npm(DATABASE)] },
  },
  {
    name: "components-take-values-from-components-and-core",
    comment: "Components may know the types of the domain. Its code stays on the server; actions arrive as props.",
    from: { path: "^components/", pathNot: TEST_FILE },
    to: { path: OURS, pathNot: "^(components|lib/core)/", dependencyTypesNot: ["type-only"] },
  },
  {
    name: "domain-imports-no-framework-and-no-vendor",
    comment: "Five doors share the domain because it knows none of them.",
    from: { path: "^lib/domain/", pathNot: TEST_FILE },
    to: { path: [npm(FRAMEWORKS), npm(VENDORS), "^lib/(actions|auth|integrations|mcp|webhooks)/", "^components/"] },
  },
  {
    name: "one-vendor-never-imports-another",
    comment: "A change at one vendor stays in one folder.",
    from: { path: "^lib/integrations/([^/]+)/" },
    to: { path: "^lib/integrations/([^/]+)/", pathNot: "^lib/integrations/$1/" },
  },
  {
    name: "vendors-meet-the-domain-in-their-webhook-only",
    comment:
      "Inbound, a vendor's webhook calls domain verbs. Outbound, a job handler calls both; clients know no domain code.",
    from: { path: "^lib/integrations/", pathNot: ["^lib/integrations/[^/]+/webhook", TEST_FILE] },
    to: { path: "^lib/domain/", pathNot: "\\.schema\\.ts$", dependencyTypesNot: ["type-only"] },
  },
  {
    name: "db-imports-only-core",
    comment: "The database layer knows tables and tenants, nothing that is built on them.",
    from: { path: "^db/", pathNot: TEST_FILE },
    to: { path: OURS, pathNot: "^(db|lib/core)/" },
  },
  {
    name: "core-imports-nothing-of-ours",
    comment: "lib/core is the floor.",
    from: { path: "^lib/core/", pathNot: TEST_FILE },
    to: { path: OURS, pathNot: "^lib/core/" },
  },
  {
    name: "database-client-has-one-owner",
    comment: "Whoever holds the pool can run a query without a tenant. The queue and the migration have no tenant.",
    from: { pathNot: ["^db/", "^lib/jobs/queue\\.ts$", "^scripts/", "^tests/", TEST_FILE] },
    to: { path: "^db/(client|open-database)\\.ts$" },
  },
  {
    name: "registries-are-leaves",
    comment:
      "Registries import all that they list, which must not import them back: only doors and job handlers read them, and run-event-work, which the job and the dry run of an action share.",
    from: {
      pathNot: [
        "^app/api/",
        "^lib/jobs/(worker\\.ts$|handlers/)",
        "^lib/webhooks/(answer-node-webhook|run-event-work)\\.ts$",
        "^tests/",
        TEST_FILE,
      ],
    },
    to: { path: "^lib/[^/]+/registry\\.ts$" },
  },
  {
    name: "only-the-job-registry-imports-handlers",
    comment: "A verb queues a job by its contract and never learns who does the work.",
    from: { pathNot: ["^lib/jobs/registry\\.ts$", "^lib/jobs/handlers/", "^tests/", TEST_FILE] },
    to: { path: "^lib/jobs/handlers/" },
  },
  {
    name: "nothing-is-sent-or-dialled-past-the-gate",
    comment:
      "What makes a provider call or write to somebody has one caller each: the job handler whose order the gate has just let through (CMP-01).",
    from: {
      path: OURS,
      pathNot: ["^lib/jobs/handlers/(deliver-order|dial-call)\\.ts$", "^tests/", TEST_FILE],
    },
    to: { path: "^lib/integrations/[^/]+/(send-message|place-call)\\.ts$", dependencyTypesNot: ["type-only"] },
  },
  {
    name: "orders-are-delivered-by-their-job",
    comment: "deliver-order makes the request; only send-message, which asks begin-send first, may have it made.",
    from: { path: OURS, pathNot: ["^lib/jobs/handlers/send-message\\.ts$", "^tests/", TEST_FILE] },
    to: { path: "^lib/jobs/handlers/deliver-order\\.ts$" },
  },
  {
    name: "no-cycles",
    comment: "Neither half of a cycle can be read, tested or moved without the other.",
    from: {},
    to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
  },
  {
    name: "no-index-files",
    comment: "An index that re-exports hides who uses what, and pulls server code into the browser.",
    from: {},
    to: { path: "(^|/)index\\.(ts|tsx|mts)$", pathNot: "node_modules" },
  },
  {
    name: "everything-resolves",
    comment: "A path that cannot be followed would slip past every rule above.",
    from: {},
    to: { couldNotResolve: true },
  },
];

module.exports = {
  forbidden: rules.map((rule) => ({ ...rule, severity: "error" })),
  options: {
    parser: "swc",
    tsPreCompilationDeps: true,
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^\\.next/|\\.json$|\\.css$" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["types", "import", "require", "default"] },
    webpackConfig: { fileName: path.join(__dirname, "resolve.cjs") },
  },
};
