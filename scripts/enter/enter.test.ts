import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";

const ROOT = path.resolve(import.meta.dirname, "../..");

/** What `npm ci` leaves behind, by an npm that writes down how it was called. */
const FAKE_NPM = `#!/bin/sh
echo "$@" >> npm-calls
mkdir -p node_modules/node/bin
ln -sf "${process.execPath}" node_modules/node/bin/node
ln -sfn "${ROOT}/node_modules/tsx" node_modules/tsx
`;

/** A project with the real entry script, two commands and a lock file, before its first installation. */
function newProject(): string {
  const root = mkdtempSync(path.join(tmpdir(), "docketline-enter-"));
  mkdirSync(path.join(root, "bin"));
  writeFileSync(path.join(root, "bin/npm"), FAKE_NPM, { mode: 0o755 });
  symlinkSync(process.execPath, path.join(root, "bin/node"));
  mkdirSync(path.join(root, "scripts"));
  for (const name of ["enter.mjs", "enter"]) {
    cpSync(path.join(ROOT, "scripts", name), path.join(root, "scripts", name), { recursive: true });
  }
  writeFileSync(path.join(root, "package.json"), '{"type":"module"}');
  writeFileSync(
    path.join(root, "package-lock.json"),
    JSON.stringify({ packages: { "node_modules/tsx": { version: "1.0.0" } } }),
  );
  writeFileSync(path.join(root, "scripts/db-echo.ts"), "console.log(process.argv.slice(2).join());process.exit(7);");
  writeFileSync(
    path.join(root, "scripts/wait.ts"),
    'process.on("SIGTERM", () => process.exit(5));setInterval(() => {}, 1000);console.log("waiting");',
  );
  return root;
}

function environment(root: string): NodeJS.ProcessEnv {
  return { PATH: `${root}/bin:/usr/bin:/bin`, HOME: root, NODE_ENV: "test" };
}

function enter(root: string, ...args: string[]) {
  return spawnSync(process.execPath, ["scripts/enter.mjs", ...args], {
    cwd: root,
    env: environment(root),
    encoding: "utf8",
  });
}

function npmCalls(root: string): number {
  const file = path.join(root, "npm-calls");
  return existsSync(file) ? readFileSync(file, "utf8").trim().split("\n").length : 0;
}

test("the first command installs, and passes its arguments, output and exit code", () => {
  const root = newProject();
  const result = enter(root, "db:echo", "one", "two");
  expect(result).toMatchObject({ status: 7, stdout: "one,two\n" });
  expect(result.stderr).toContain("Installing packages");
  expect(readFileSync(path.join(root, "npm-calls"), "utf8")).toBe(
    "ci --include=dev --no-audit --no-fund --loglevel=error\n",
  );
});

test("nothing is installed again until the lock file changes", () => {
  const root = newProject();
  enter(root, "db:echo");
  enter(root, "db:echo");
  expect(npmCalls(root)).toBe(1);
  writeFileSync(
    path.join(root, "package-lock.json"),
    JSON.stringify({ packages: { "node_modules/tsx": { version: "1.0.1" } } }),
  );
  enter(root, "db:echo");
  expect(npmCalls(root)).toBe(2);
});

test("an installation that npm made by hand is recognised", () => {
  const root = newProject();
  enter(root, "db:echo");
  rmSync(path.join(root, "node_modules/.docketline-stamp"));
  writeFileSync(path.join(root, "node_modules/.package-lock.json"), readFileSync(path.join(root, "package-lock.json")));
  expect(enter(root, "db:echo").stdout).toBe("\n");
  expect(npmCalls(root)).toBe(1);
});

test("an installation that fails says so, with exit code 1", () => {
  const root = newProject();
  writeFileSync(path.join(root, "bin/npm"), "#!/bin/sh\necho no network >&2\nexit 3\n", { mode: 0o755 });
  const result = enter(root, "db:echo");
  expect(result.status).toBe(1);
  expect(result.stderr).toContain("no network\nnpm ci failed with exit code 3");
  expect(existsSync(path.join(root, "node_modules/.docketline-stamp"))).toBe(false);
});

test("an unknown command names the known ones and installs nothing", () => {
  const root = newProject();
  const result = enter(root, "strat");
  expect(result.status).toBe(1);
  expect(result.stderr).toBe('There is no command "strat". Commands: db-echo, wait.\n');
  expect(npmCalls(root)).toBe(0);
});

test("a Node that is too old is named in one sentence", () => {
  const fake = "data:text/javascript,Object.defineProperty(process,'versions',{value:{node:'16.20.2'}})";
  const args = ["--import", fake, path.join(ROOT, "scripts/enter.mjs"), "start"];
  const result = spawnSync(process.execPath, args, { encoding: "utf8" });
  expect(result.status).toBe(1);
  expect(result.stderr).toMatch(/^Docketline needs Node 18 or later to begin; this machine runs Node 16\.20\.2\./);
  expect(result.stderr.trimEnd().split("\n")).toHaveLength(1);
});

test("SIGTERM reaches the command, whose exit code is passed", async () => {
  const root = newProject();
  const child = spawn(process.execPath, ["scripts/enter.mjs", "wait"], { cwd: root, env: environment(root) });
  await once(child.stdout, "data");
  child.kill("SIGTERM");
  expect(await once(child, "exit")).toEqual([5, null]);
});
