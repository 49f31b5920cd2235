import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { checkDatabaseRole } from "@/db/check-role";
import { adoptDatabase } from "@/db/client";
import { openDatabase } from "@/db/open-database";
import { createTestDatabase, type TestDatabase } from "@/tests/support/test-database";

// The real start of the web process, in a process of its own: what it says and how it ends is what counts.

const ROOT = path.resolve(import.meta.dirname, "../..");
const BOOT =
  'import { register } from "./instrumentation.ts"; await register(); console.log("serving"); process.exit(0);';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase("pg");
});
afterAll(() => database.drop());

/** Settings that a production server may start on. */
function production(): Record<string, string> {
  return {
    NODE_ENV: "production",
    DOCKETLINE_MODE: "server",
    DOCKETLINE_WORKER: "separate",
    APP_URL: "https://desk.docketline.test",
    ENCRYPTION_KEYS: `1:${randomBytes(32).toString("base64")}`,
    CLERK_SECRET_KEY: `key-${randomBytes(12).toString("hex")}`,
    NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY: `pk_live_${Buffer.from("clerk.docketline.test$").toString("base64")}`,
    CLERK_AUTHORIZED_PARTIES: "https://desk.docketline.test",
    CLERK_WEBHOOK_SIGNING_SECRET: `whsec_${randomBytes(24).toString("base64")}`,
    JOBS_SECRET: randomBytes(32).toString("hex"),
    DATABASE_URL: database.appUrl ?? "",
  };
}

async function boot(changes: Record<string, string | undefined>): Promise<{ code: number; said: string }> {
  const env: Record<string, string> = { PATH: process.env["PATH"] ?? "", NEXT_RUNTIME: "nodejs", LOG_LEVEL: "silent" };
  for (const [name, value] of Object.entries({ ...production(), ...changes }))
    if (value !== undefined) env[name] = value;
  const args = ["--conditions=react-server", "--import", "tsx", "--input-type=module", "-e", BOOT];
  const child = spawn(process.execPath, args, { cwd: ROOT, env: { ...env, NODE_ENV: "production" } });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (said += chunk.toString()));
  const [code] = (await once(child, "close")) as [number | null];
  return { code: code ?? -1, said };
}

test("a production server with safe settings and a plain database role starts", async () => {
  expect(await boot({})).toEqual({ code: 0, said: "serving\n" });
});

const UNSAFE: Record<string, Record<string, string | undefined>> = {
  "SEC-04 no encryption key: ENCRYPTION_KEYS": { ENCRYPTION_KEYS: undefined },
  "SEC-04 a short encryption key: ENCRYPTION_KEYS": { ENCRYPTION_KEYS: `1:${randomBytes(16).toString("base64")}` },
  "SEC-04 a key of equal bytes: ENCRYPTION_KEYS": { ENCRYPTION_KEYS: `1:${Buffer.alloc(32, 7).toString("base64")}` },
  "AUTH-08 the stand-in's Backend API: CLERK_API_URL": { CLERK_API_URL: "http://127.0.0.1:4100/bapi" },
  "AUTH-08 the stand-in's Frontend API: CLERK_FAPI_URL": { CLERK_FAPI_URL: "http://127.0.0.1:4100/fapi" },
  "AUTH-08 a host that only looks like Clerk's: CLERK_API_URL": { CLERK_API_URL: "https://api.clerk.com.evil.test" },
  "AUTH-08 the embedded mode in public: DOCKETLINE_MODE": { DOCKETLINE_MODE: "embedded" },
  "OPS-04 no webhook secret: CLERK_WEBHOOK_SIGNING_SECRET": { CLERK_WEBHOOK_SIGNING_SECRET: undefined },
  "OPS-04 no origins for tokens: CLERK_AUTHORIZED_PARTIES": { CLERK_AUTHORIZED_PARTIES: undefined },
  "OPS-04 no database: DATABASE_URL": { DATABASE_URL: undefined },
  "OPS-04 an address without TLS: APP_URL": { APP_URL: "http://desk.docketline.test" },
  "OPS-04 a value of the wrong kind: PORT": { PORT: "eighty" },
};

test.each(Object.entries(UNSAFE))("%s ends the start with exit code 1", async (title, changes) => {
  const setting = title.split(": ")[1] ?? "";
  const { code, said } = await boot(changes);
  expect(code).toBe(1);
  expect(said).toMatch(new RegExp(`^  ${setting} `, "m"));
  expect(said).not.toContain("serving");
  const values = Object.values(changes).filter((value) => value !== undefined && value.length > 8);
  for (const value of values) expect(said).not.toContain(value);
});

test("TEN-01 the start ends when the database role is the owner's", async () => {
  const { code, said } = await boot({ DATABASE_URL: database.ownerUrl });
  expect(code).toBe(1);
  expect(said).toContain("  DATABASE_URL names a role that is a superuser");
  expect(said).toContain("  DATABASE_URL names a role that owns the tables");
});

const RIGHTS: Record<string, [grant: string, sentence: string]> = {
  "bypasses row-level security": ["alter role %s bypassrls", "bypasses row-level security"],
  "may create in the schema": ["grant create on schema public to %s", "may create objects in the schema"],
  "may create roles": ["alter role %s createrole", "may create roles or databases"],
};

test.each(Object.entries(RIGHTS))(
  "TEN-01 the check finds a database role that %s",
  async (_name, [grant, sentence]) => {
    expect(await problemsOfRole(["grant docketline_app, docketline_platform to %s", grant])).toEqual([sentence]);
  },
);

test("TEN-01 a role that was set up as it should be has no problem, and one that was not is told what to run", async () => {
  expect(await problemsOfRole(["grant docketline_app, docketline_platform to %s"])).toEqual([]);
  expect(await problemsOfRole([])).toEqual(["is not a member of docketline_app: run `npm run db:migrate`"]);
});

/** What the check says of a new login role after `grants`. */
async function problemsOfRole(grants: readonly string[]): Promise<string[]> {
  const login = `boot_${randomBytes(6).toString("hex")}`;
  const url = new URL(database.appUrl ?? "");
  url.username = login;
  url.password = "x";
  await database.asOwner(`create role ${login} login noinherit password 'x'`);
  const opened = await openDatabase({
    url: url.href,
    driver: "pg",
    folder: "",
    neonProxy: undefined,
    maxConnections: 1,
  });
  try {
    for (const grant of grants) await database.asOwner(grant.replace("%s", login));
    adoptDatabase(opened);
    return await checkDatabaseRole();
  } finally {
    await opened.close();
    adoptDatabase(database.database);
    await database.asOwner(`drop owned by ${login}`);
    await database.asOwner(`drop role ${login}`);
  }
}
