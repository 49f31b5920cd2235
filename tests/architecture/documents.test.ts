import { existsSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { ENV_NAMES } from "@/lib/core/env";
import { PROJECT_ROOT, readProjectFile } from "./project-files";

const DOCUMENTS = ["README.md", "SECURITY.md", "lib/DECISIONS.md"];
const FOLDERS = "app|components|db|lib|scripts|simulators|tests";

/** Settings that a tool or a package reads by itself, past `lib/core/env.ts`. */
const READ_ELSEWHERE = [
  "CHROMIUM_PATH",
  "NEXT_PUBLIC_CLERK_SIGN_IN_FALLBACK_REDIRECT_URL",
  "NEXT_PUBLIC_CLERK_SIGN_IN_URL",
  "NEXT_PUBLIC_CLERK_SIGN_UP_FALLBACK_REDIRECT_URL",
  "NEXT_PUBLIC_CLERK_SIGN_UP_URL",
  "SENTRY_AUTH_TOKEN",
  "TEST_POSTGRES_URL",
  "TEST_REDIS_URL",
];

/** What a document names in backticks and means as a path of this project. */
function pathsIn(text: string): string[] {
  const quoted = [...text.matchAll(/`([^`\s]+)`/g)].map((match) => match[1] ?? "");
  return quoted.filter((name) =>
    new RegExp(`^((${FOLDERS})/[\\w@.()[\\]/-]*|[\\w.-]+\\.(ts|mjs|md|json))$`).test(name),
  );
}

test.each(DOCUMENTS)("every path that %s names exists", (document) => {
  const missing = pathsIn(readProjectFile(document)).filter((name) => !existsSync(path.join(PROJECT_ROOT, name)));
  expect(missing).toEqual([]);
});

test("OPS-04 .env.example lists every setting, and only settings", () => {
  const named = [...readProjectFile(".env.example").matchAll(/^#? ?([A-Z][A-Z0-9_]+)=/gm)].map(
    (match) => match[1] ?? "",
  );
  expect(named.toSorted()).toEqual([...new Set([...ENV_NAMES, ...READ_ELSEWHERE])].toSorted());
});

test("SEC-10 .env.example holds no value that could be a secret", () => {
  const values = [...readProjectFile(".env.example").matchAll(/^#? ?[A-Z][A-Z0-9_]+=(.*)$/gm)].map(
    (match) => match[1] ?? "",
  );
  const suspicious = values.filter((value) =>
    /(sk|pk|whsec|Bearer)_?[A-Za-z0-9+/=]{12,}|eyJ|[A-Za-z0-9+/]{40,}/.test(value),
  );
  expect(suspicious).toEqual([]);
});
