import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { writeRunningFile } from "../start/running-file";
import { writeDemoCredentials } from "./demo-credentials-file";
import { readDemoCredentials } from "./read-demo-credentials";

const CONNECTED = {
  appUrl: "http://localhost:3000",
  platformAdmin: { email: "admin@docketline.test", password: "p" },
  firms: [
    {
      id: "org_a",
      name: "A",
      users: [{ email: "a@a.test", password: "p", role: "org:admin" }],
      endpoints: { vapi: { path: "/api/webhooks/vapi/token", mode: "standard-webhooks", secret: "whsec_x" } },
      isConnected: true,
    },
  ],
};

function newFolder(): string {
  return mkdtempSync(path.join(tmpdir(), "docketline-demo-"));
}

test("addresses are those of the server that runs now, whatever port the firms were connected for", () => {
  const folder = newFolder();
  writeDemoCredentials(folder, CONNECTED);
  writeRunningFile(folder, { baseUrl: "http://localhost:4100", pid: process.pid });
  expect(readDemoCredentials(folder)).toEqual({
    baseUrl: "http://localhost:4100",
    platformAdmin: CONNECTED.platformAdmin,
    firms: [
      {
        id: "org_a",
        name: "A",
        users: [{ email: "a@a.test", password: "p", role: "org:admin" }],
        endpoints: {
          vapi: {
            url: "http://localhost:4100/api/webhooks/vapi/token",
            mode: "standard-webhooks",
            secret: "whsec_x",
          },
        },
      },
    ],
  });
});

test("without a running server the answer says how to start one", () => {
  const folder = newFolder();
  writeDemoCredentials(folder, CONNECTED);
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
