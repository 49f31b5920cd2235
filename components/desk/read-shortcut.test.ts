import { expect, test } from "vitest";
import { currentDestination, destinations } from "./destinations";
import { readShortcut } from "./read-shortcut";

test("G then a key goes to the destination of that key", () => {
  for (const destination of destinations.filter(({ key }) => key)) {
    expect(readShortcut(destination.key?.toLowerCase() ?? "", true)).toEqual({ do: "go", destination });
  }
});

test("G then C goes to the contacts and creates nothing", () => {
  expect(readShortcut("c", true)).toMatchObject({ do: "go", destination: { id: "contacts" } });
  expect(readShortcut("c", false)).toEqual({ do: "create" });
});

test("a key without a meaning does nothing", () => {
  expect(readShortcut("q", false)).toBeNull();
  expect(readShortcut("x", true)).toBeNull();
});

test("a screen's own key is an act of that screen, and after G a destination", () => {
  expect(readShortcut("a", false)).toEqual({ do: "page", act: "assign" });
  expect(readShortcut("a", true)).toMatchObject({ do: "go", destination: { id: "cases" } });
});

test("no two destinations share a key", () => {
  const keys = destinations.flatMap(({ key }) => (key ? [key] : []));
  expect(new Set(keys).size).toBe(keys.length);
});

test("an address belongs to its closest destination", () => {
  expect(currentDestination("/desk")).toBe("home");
  expect(currentDestination("/desk/cases/0b6f")).toBe("cases");
  expect(currentDestination("/settings/integrations")).toBe("integrations");
  expect(currentDestination("/settings/team")).toBe("settings");
  expect(currentDestination("/deskside")).toBeNull();
});
