import path from "node:path";
import { expect, test } from "vitest";
import { isTestFile, listFiles, listSources, readProjectFile } from "./project-files";

const CODE_FOLDERS = ["app", "components", "db", "lib", "scripts", "simulators", "tests"];
const PRODUCT_FOLDERS = ["app", "components", "db", "lib"];

function findIn(files: string[], pattern: RegExp): string[] {
  return files.flatMap((file) =>
    readProjectFile(file)
      .split("\n")
      .flatMap((line, index) => (pattern.test(line) ? [`${file}:${index + 1}`] : [])),
  );
}

test("TEN-11 no SQL is put together from text outside migrations", () => {
  expect(findIn(listSources(PRODUCT_FOLDERS), /\bsql\.(raw|identifier)\(|\bquery\(\s*`[^`]*\$\{/)).toEqual([]);
});

test("TEN-11 every update and delete of a domain verb says which rows", () => {
  const unbounded = listSources(["lib"]).flatMap((file) => {
    const text = readProjectFile(file);
    return [...text.matchAll(/\btx\s*\.(update|delete)\(/g)].flatMap((match) => {
      const statement = text.slice(match.index, text.indexOf(";", match.index));
      return statement.includes(".where(") ? [] : [`${file}: ${statement.split("\n")[0] ?? ""}`];
    });
  });
  expect(unbounded).toEqual([]);
});

test("OPS-04 one module reads the process's settings", () => {
  const readers = findIn(listSources(PRODUCT_FOLDERS), /\bprocess\.env\b/).map((place) => place.split(":")[0]);
  expect([...new Set(readers)]).toEqual(["lib/core/env.ts"]);
});

test("WEB-05 no HTML is written past React's escaping", () => {
  expect(findIn(listSources(PRODUCT_FOLDERS), /dangerouslySetInnerHTML|\.innerHTML\s*=|insertAdjacentHTML/)).toEqual(
    [],
  );
});

test("no source file is longer than 400 lines", () => {
  const long = listFiles()
    .filter((file) => /\.(ts|tsx|mjs|cjs)$/.test(file))
    .filter((file) => readProjectFile(file).trimEnd().split("\n").length > 400);
  expect(long).toEqual([]);
});

test("files and folders are named in kebab-case", () => {
  // Next's own folder names: [param], (group), @slot, _private; __clerk is a path that Clerk's packages ask for.
  const part = /^(\[{1,2}(\.\.\.)?[a-z][a-zA-Z-]*\]{1,2}|\([a-z-]+\)|@?_{0,2}[a-z0-9]+(-[a-z0-9]+)*)(\.[a-z0-9-]+)*$/;
  const odd = CODE_FOLDERS.flatMap((folder) => listFiles(folder))
    .filter((file) => !file.startsWith("db/migrations/") && file !== "lib/DECISIONS.md")
    .filter((file) => !file.split("/").every((name) => part.test(name)));
  expect(odd).toEqual([]);
});

test("no folder is named after nothing", () => {
  const vague = new Set(["constants", "helpers", "hooks", "services", "types", "utils"]);
  const folders = CODE_FOLDERS.flatMap((folder) => listFiles(folder)).flatMap((file) => path.dirname(file).split("/"));
  expect(folders.filter((name) => vague.has(name))).toEqual([]);
});

test("no test is skipped, focused or left to do, and none replaces a module of ours", () => {
  const tests = listFiles().filter((file) => isTestFile(file));
  expect(findIn(tests, /^\s*(test|it|describe)\.(skip|only|todo)\b/)).toEqual([]);
  expect(findIn(tests, /\bvi\.(mock|doMock)\(\s*["'`](@\/|\.)/)).toEqual([]);
});

test("no file names a place of the machine that it was written on", () => {
  const places = ["work", "root"].map((folder) => `/${folder}/`).join("|");
  const pattern = new RegExp(`(^|[\\s"'\`(=:])(${places}|/home/[a-z]|/Users/[A-Za-z])`);
  const texts = listFiles().filter((file) => /\.(ts|tsx|mjs|cjs|md|json|sql|css)$|^\.|run$/.test(file));
  expect(
    findIn(
      texts.filter((file) => file !== "package-lock.json"),
      pattern,
    ),
  ).toEqual([]);
});
