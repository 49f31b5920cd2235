import { parseAnswer } from "../webhooks/parse-answer";

/**
 * The field names that the answer of `get_missing_information` lists: `{"missing":["address", …]}`, or any first array of
 * names, or of objects with `field`, `key` or `name`, wherever it stands. Undefined when there is none.
 */
export function readMissingFields(answer: string): string[] | undefined {
  return findNames(parseAnswer(answer));
}

/** The fields whose `has…` flag is false among the call's variables: `hasDateOfBirth: false` gives `date_of_birth`. */
export function readMissingFlags(variables: Readonly<Record<string, unknown>>): string[] {
  return Object.entries(variables).flatMap(([name, value]) =>
    /^has[A-Z]/.test(name) && (value === false || value === "false")
      ? [
          name
            .slice(3)
            .replace(/(?<=.)([A-Z])/g, "_$1")
            .toLowerCase(),
        ]
      : [],
  );
}

function findNames(value: unknown): string[] | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  if (Array.isArray(value)) {
    const names = value.map(nameOf);
    return names.every((name) => name !== undefined) ? names : undefined;
  }
  const entries = Object.entries(value);
  const preferred = entries.filter(([key]) => /missing/i.test(key));
  for (const [, child] of [...preferred, ...entries]) {
    const names = findNames(child);
    if (names !== undefined) return names;
  }
  return undefined;
}

function nameOf(item: unknown): string | undefined {
  if (typeof item === "string") return item;
  if (typeof item !== "object" || item === null) return undefined;
  const found = Object.entries(item).find(
    ([key, value]) => /^(field|key|name)$/.test(key) && typeof value === "string",
  );
  return found === undefined ? undefined : String(found[1]);
}
