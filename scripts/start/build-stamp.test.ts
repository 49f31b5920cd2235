import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { computeBuildStamp } from "./build-stamp";

function newTree(): string {
  const root = mkdtempSync(path.join(tmpdir(), "docketline-stamp-"));
  mkdirSync(path.join(root, "app/desk"), { recursive: true });
  writeFileSync(path.join(root, "app/desk/page.tsx"), "one");
  writeFileSync(path.join(root, "package-lock.json"), "{}");
  return root;
}

test("the stamp stays while nothing of the build changes", () => {
  const root = newTree();
  const before = computeBuildStamp(root, { PORT: "1" });
  writeFileSync(path.join(root, "app/desk/page.test.tsx"), "a test is no part of the build");
  writeFileSync(path.join(root, "README.md"), "neither is this");
  expect(computeBuildStamp(root, { PORT: "2" })).toBe(before);
});

test("a changed, added, renamed or public setting changes the stamp", () => {
  const root = newTree();
  const stamps = new Set([computeBuildStamp(root, {})]);
  writeFileSync(path.join(root, "app/desk/page.tsx"), "two");
  stamps.add(computeBuildStamp(root, {}));
  writeFileSync(path.join(root, "app/desk/extra.ts"), "two");
  stamps.add(computeBuildStamp(root, {}));
  writeFileSync(path.join(root, "package-lock.json"), "{ }");
  stamps.add(computeBuildStamp(root, {}));
  stamps.add(computeBuildStamp(root, { NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY: "pk_1" }));
  stamps.add(computeBuildStamp(root, { NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY: "pk_2" }));
  expect(stamps.size).toBe(6);
});
