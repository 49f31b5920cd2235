import { expect, test } from "vitest";
import { listSources, readProjectFile } from "./project-files";

const SERVER_FOLDERS = ["db", "lib/domain", "lib/integrations", "lib/jobs/handlers", "lib/vault"];

/** Tables are read by drizzle-kit; schemas and job contracts hold no server code and are shared with forms and queues. */
const SHARED = [/^db\/schema\//, /\.schema\.ts$/, /\.job\.ts$/];

/** Pure data and rules that the browser or the simulators need as well. They may import nothing but packages or each other. */
const BROWSER_SAFE = ["db/seed/demo-firms.ts", "lib/domain/calls/call-outcome.ts", "lib/domain/phones/format-phone.ts"];

const OUR_IMPORT = /(?:from|import)\s*\(?\s*"(@\/|\.\.?\/)([^"]+)"/g;

function isServerFile(file: string): boolean {
  return !SHARED.some((pattern) => pattern.test(file)) && !BROWSER_SAFE.includes(file);
}

test("WEB-07 every file of the server folders begins by refusing to be bundled for the browser", () => {
  const open = listSources(SERVER_FOLDERS).filter(
    (file) => isServerFile(file) && !readProjectFile(file).startsWith('import "server-only";\n'),
  );
  expect(open).toEqual([]);
});

test("what is exempt as safe for the browser exists, and imports only types of ours", () => {
  for (const file of BROWSER_SAFE) {
    const values = readProjectFile(file)
      .split("\n")
      .filter((line) => !/^(import|export) type /.test(line))
      .flatMap((line) => [...line.matchAll(OUR_IMPORT)].map((match) => match[0]));
    expect(values, file).toEqual([]);
  }
});
