import { expect, test } from "vitest";
import { locales } from "./locale";
import { messages } from "./messages";

/** Every leaf of a message tree as `namespace.path.to.key` → text. */
function leaves(tree: object, path = ""): Map<string, string> {
  const found = new Map<string, string>();
  for (const [key, value] of Object.entries(tree)) {
    const here = path ? `${path}.${key}` : key;
    if (typeof value === "object" && value !== null) {
      for (const [inner, text] of leaves(value, here)) found.set(inner, text);
    } else {
      found.set(here, String(value));
    }
  }
  return found;
}

/** Names and kinds of the ICU arguments and tags of a text, sorted: `count:plural`, `<b>`, `name`. */
function icuArguments(text: string): string[] {
  const tags = [...text.matchAll(/<(\w+)>/g)].map((match) => `<${match[1]}>`);
  return [...new Set([...tags, ...placeholders(text)])].sort();
}

/** The `{…}` of one ICU text, looking into the branches of plural and select but not taking a branch for an argument. */
function placeholders(text: string): string[] {
  return topLevelBraces(text).flatMap((body) => {
    const [name = "", kind, ...style] = body.split(",").map((part) => part.trim());
    if (kind === undefined) return [name];
    const isBranching = ["plural", "select", "selectordinal"].includes(kind);
    const branches = isBranching ? topLevelBraces(style.join(",")).flatMap(placeholders) : [];
    return [`${name}:${kind}`, ...branches];
  });
}

function topLevelBraces(text: string): string[] {
  const bodies: string[] = [];
  let depth = 0;
  let start = 0;
  for (const [index, character] of [...text].entries()) {
    if (character === "{") {
      if (depth === 0) start = index + 1;
      depth += 1;
    } else if (character === "}") {
      depth -= 1;
      if (depth === 0) bodies.push([...text].slice(start, index).join(""));
    }
  }
  return bodies;
}

const english = leaves(messages.en);

for (const locale of locales) {
  const texts = leaves(messages[locale]);

  test(`${locale} has exactly the keys of English`, () => {
    expect([...texts.keys()].sort()).toEqual([...english.keys()].sort());
  });

  test(`${locale} has no empty text`, () => {
    expect([...texts].filter(([, text]) => text.trim() === "").map(([key]) => key)).toEqual([]);
  });

  test(`${locale} takes the same arguments as English in every text`, () => {
    const differing = [...texts].filter(
      ([key, text]) => icuArguments(text).join() !== icuArguments(english.get(key) ?? "").join(),
    );
    expect(differing).toEqual([]);
  });
}

test("a one-word plural branch is not an argument, and a nested one is", () => {
  expect(icuArguments("{count, plural, one {call} other {<b>{name}</b>}}")).toEqual(["<b>", "count:plural", "name"]);
});
