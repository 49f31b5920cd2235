import { expect, test } from "vitest";
import { listSources, readProjectFile } from "./project-files";

const SERVER_FOLDERS = ["db", "lib/domain", "lib/integrations", "lib/jobs/handlers", "lib/vault"];

/** Tables are read by drizzle-kit; schemas and job contracts hold no server code and are shared with forms and queues. */
const SHARED = [/^db\/schema\//, /\.schema\.ts$/, /\.job\.ts$/];

/** Pure data and rules that the browser, the simulators or the suites need as well. They import nothing of ours but types. */
const PURE = [
  /^db\/seed\/(demo-(cases|firms|leads|people)|broadcast-audience|deterministic)\.ts$/,
  /^lib\/domain\/calls\/call-outcome\.ts$/,
  /^lib\/domain\/lines\/line-reason\.ts$/,
  /^lib\/domain\/messages\/message-failure\.ts$/,
  /^lib\/domain\/phones\/(address-kind|format-phone)\.ts$/,
  /^lib\/domain\/templates\/template-variables\.ts$/,
];

const OUR_IMPORT = /(?:from|import)\s*\(?\s*"(@\/|\.\.?\/)([^"]+)"/g;

function isServerFile(file: string): boolean {
  return ![...SHARED, ...PURE].some((pattern) => pattern.test(file));
}

test("WEB-07 every file of the server folders begins by refusing to be bundled for the browser", () => {
  const open = listSources(SERVER_FOLDERS).filter(
    (file) => isServerFile(file) && !readProjectFile(file).startsWith('import "server-only";\n'),
  );
  expect(open).toEqual([]);
});

test("what is exempt as pure imports only types of ours", () => {
  const files = listSources(SERVER_FOLDERS).filter((file) => PURE.some((pattern) => pattern.test(file)));
  expect(files.length).toBeGreaterThanOrEqual(PURE.length);
  for (const file of files) {
    const values = readProjectFile(file)
      .split("\n")
      .filter((line) => !/^(import|export) type /.test(line))
      .flatMap((line) => [...line.matchAll(OUR_IMPORT)].map((match) => match[0]));
    expect(values, file).toEqual([]);
  }
});
