import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { readDoors } from "./read-doors";

function newFolder(): string {
  return mkdtempSync(path.join(tmpdir(), "docketline-doors-"));
}

const FIRM = { id: "org_a", name: "Firm A", users: [], isConnected: true };

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
