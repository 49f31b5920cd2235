import { expect, test } from "vitest";
import { listSources, readProjectFile } from "./project-files";

/** What opens a sealed value. Its callers are lib code that hands the value to the provider it belongs to. */
const OPENERS = /from "(?:@\/|(?:\.\.\/)+)lib\/vault\/(?:get-api-key|unseal|data-key|envelope|keyring)"/;

test("SEC-06 no page, action, route or component can open a sealed value", () => {
  const doors = listSources(["app", "components"]).filter((file) => OPENERS.test(readProjectFile(file)));
  expect(doors).toEqual([]);
});

test("SEC-06 nothing hands getApiKey on under another name or from another file", () => {
  const sources = listSources(["app", "components", "db", "lib"]);
  const passedOn = sources.filter((file) => {
    const text = readProjectFile(file);
    return (
      /^export \{[^}]*\b(getApiKey|unseal)\b/m.test(text) ||
      /[^.]\b(getApiKey|unseal) as \w|= (getApiKey|unseal)\b(?!\()/.test(text)
    );
  });
  expect(passedOn).toEqual([]);
  const definitions = sources.filter((file) => /export (async )?function getApiKey\b/.test(readProjectFile(file)));
  expect(definitions).toEqual(["lib/vault/get-api-key.ts"]);
});

test("SEC-06 a sealed value is opened for a provider's use or an audited showing only", () => {
  const callers = listSources(["lib"]).filter((file) => /\bgetApiKey\(tx/.test(readProjectFile(file)));
  const allowed = /^lib\/(connections|integrations|jobs\/handlers|domain\/(calls|media|sends|webhook-alerts))\//;
  expect(callers.filter((file) => !allowed.test(file) && file !== "lib/vault/get-api-key.ts")).toEqual([]);
});
