import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { writeDemoCredentials } from "@/scripts/demo/demo-credentials-file";
import { readDoors } from "./read-doors";

function newFolder(): string {
  return mkdtempSync(path.join(tmpdir(), "docketline-doors-"));
}

const FIRM = { id: "org_a", name: "Firm A", users: [], isConnected: true };
const PLATFORM_ADMIN = { email: "admin@docketline.test", password: "p" };

test("the doors are those of the file that the desk writes, with whole addresses", () => {
  const dir = newFolder();
  const texting = { path: "/api/webhooks/texting/token", mode: "standard-webhooks", secret: "whsec_x" };
  const firms = [{ ...FIRM, endpoints: { texting } }];
  writeDemoCredentials(dir, { appUrl: "http://localhost:3000", platformAdmin: PLATFORM_ADMIN, firms });
  expect(readDoors(path.join(dir, "demo-credentials.json"))).toEqual({
    problem: null,
    doors: [
      {
        provider: "texting",
        firmId: "org_a",
        firmName: "Firm A",
        url: "http://localhost:3000/api/webhooks/texting/token",
        mode: "standard-webhooks",
        secret: "whsec_x",
        account: null,
      },
    ],
  });
});

test("an account is read where there is one", () => {
  const file = path.join(newFolder(), "credentials.json");
  const evolution = { path: "/w", mode: "evolution-jwt", secret: "s", account: "calder" };
  writeFileSync(file, JSON.stringify({ appUrl: "http://127.0.0.1:1", firms: [{ ...FIRM, endpoints: { evolution } }] }));
  expect(readDoors(file).doors[0]?.account).toBe("calder");
});

test("without a file no desk is connected, and what is no such file is said to be none", () => {
  const file = path.join(newFolder(), "credentials.json");
  expect(readDoors(undefined)).toEqual({ doors: [], problem: "No desk is connected yet." });
  expect(readDoors(file)).toEqual({ doors: [], problem: "No desk is connected yet." });
  writeFileSync(file, '{"appUrl":');
  expect(readDoors(file)).toEqual({ doors: [], problem: "The desk's list of doors cannot be read." });
});

test("a desk elsewhere gets nothing", () => {
  const file = path.join(newFolder(), "credentials.json");
  writeFileSync(file, JSON.stringify({ appUrl: "https://desk.example.com", firms: [] }));
  expect(readDoors(file).problem).toBe("The desk is not on this machine: nothing is sent there.");
});
