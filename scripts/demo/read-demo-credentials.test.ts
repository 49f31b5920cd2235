import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { writeRunningFile } from "../start/running-file";
import { readDemoCredentials } from "./read-demo-credentials";

const SEEDED = {
  platformAdmin: { email: "admin@docketline.test", password: "p" },
  firms: [
    {
      id: "org_a",
      name: "A",
      users: [{ email: "a@a.test", password: "p", role: "org:admin" }],
      apiKey: "dl_x",
      endpoints: {
        vapi: { url: "http://localhost:3000/api/webhooks/vapi/token", mode: "standard", secret: "whsec_x" },
      },
    },
  ],
};

function newFolder(): string {
  return mkdtempSync(path.join(tmpdir(), "docketline-demo-"));
}

test("addresses are those of the server that runs now, whatever port the seed knew", () => {
  const folder = newFolder();
  writeFileSync(path.join(folder, "demo-credentials.json"), JSON.stringify(SEEDED));
  writeRunningFile(folder, { baseUrl: "http://localhost:4100", pid: process.pid });
  const credentials = readDemoCredentials(folder);
  expect(credentials.baseUrl).toBe("http://localhost:4100");
  expect(credentials.firms[0]?.endpoints["vapi"]?.url).toBe("http://localhost:4100/api/webhooks/vapi/token");
  expect(credentials.firms[0]?.["apiKey"]).toBe("dl_x");
});

test("without a running server the answer says how to start one", () => {
  const folder = newFolder();
  writeFileSync(path.join(folder, "demo-credentials.json"), JSON.stringify(SEEDED));
  expect(() => readDemoCredentials(folder)).toThrow("Docketline is not running. Start it first: npm start");
});

test("a server that crashed and left its file counts as not running", () => {
  const folder = newFolder();
  writeRunningFile(folder, { baseUrl: "http://localhost:4100", pid: 4_194_304 });
  expect(() => readDemoCredentials(folder)).toThrow("Docketline is not running");
});

test("a server without demo firms says so", () => {
  const folder = newFolder();
  writeRunningFile(folder, { baseUrl: "http://localhost:4100", pid: process.pid });
  expect(() => readDemoCredentials(folder)).toThrow("no demo firms");
});
