import { expect, test } from "vitest";
import { listFiles, readProjectFile } from "./project-files";
import { ROUTES } from "./routes";

const ACTION_BUILDERS = /import (?:type )?\{([^}]+)\} from "@\/lib\/actions\/action-client";/;
const BUILT_ACTION = /^export const (\w+Action) = (\w+)\(/;
const METHOD_EXPORT = /^export (?:async function|const) (GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)\b/gm;

function actionFiles(): string[] {
  return listFiles("app").filter((file) => file.endsWith("/actions.ts"));
}

function buildersIn(text: string): string[] {
  return (ACTION_BUILDERS.exec(text)?.[1] ?? "").split(",").map((name) => name.trim());
}

test("AUTH-02 every export of every actions.ts is an action of the action client", () => {
  const strangers = actionFiles().flatMap((file) => {
    const text = readProjectFile(file);
    const builders = buildersIn(text);
    return text
      .split("\n")
      .filter((line) => line.startsWith("export"))
      .filter((line) => !builders.includes(BUILT_ACTION.exec(line)?.[2] ?? ""))
      .map((line) => `${file}: ${line}`);
  });
  expect(strangers).toEqual([]);
});

test("AUTH-02 server functions exist in files named actions.ts, which begin with the directive, and nowhere else", () => {
  for (const file of actionFiles()) expect(readProjectFile(file).startsWith('"use server";\n'), file).toBe(true);
  const hidden = ["app", "components", "lib"]
    .flatMap((folder) => listFiles(folder))
    .filter((file) => /\.tsx?$/.test(file) && !file.endsWith("/actions.ts"))
    .filter((file) => /^\s*["']use server["'];?$/m.test(readProjectFile(file)));
  expect(hidden).toEqual([]);
});

test("AUTH-02 every route.ts stands in the list of routes with its methods, and nothing else does", () => {
  const found = Object.fromEntries(
    listFiles("app")
      .filter((file) => /\/route\.tsx?$/.test(file))
      .map((file) => [file, [...readProjectFile(file).matchAll(METHOD_EXPORT)].map((match) => match[1]).toSorted()]),
  );
  const listed = Object.fromEntries(ROUTES.map((route) => [route.file, [...route.methods].toSorted()]));
  expect(found).toEqual(listed);
});

test.each(ROUTES.filter((route) => route.check !== "public"))(
  "AUTH-02 $file makes the check that the list names",
  (route) => {
    const text = readProjectFile(route.file);
    expect(text).toMatch(new RegExp(`import \\{[^}]*\\b${route.check}\\b[^}]*\\} from "@/`));
    const calls = [...text.matchAll(new RegExp(`\\b${route.check}\\(`, "g"))];
    expect(calls.length, "one check for each method").toBeGreaterThanOrEqual(route.methods.length);
  },
);

test("a public route says why it is public", () => {
  const silent = ROUTES.filter((route) => route.check === "public" && route.why.length < 20);
  expect(silent).toEqual([]);
});
