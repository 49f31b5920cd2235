/**
 * Replaces `{{ name }}` and `{{ customer.number }}` by values, as the provider's Liquid templates do for plain names.
 * A name without a value becomes nothing; filters after `|` are ignored.
 */
export function fillTemplate(text: string, values: Readonly<Record<string, unknown>>): string {
  return text.replace(/\{\{\s*([\w.-]+)\s*(?:\|[^}]*)?\}\}/g, (_, path: string) => {
    const value = readPath(values, path.split("."));
    return value === undefined || value === null ? "" : String(value);
  });
}

function readPath(value: unknown, path: readonly string[]): unknown {
  const [head, ...rest] = path;
  if (head === undefined) return value;
  if (typeof value !== "object" || value === null) return undefined;
  const entry = Object.entries(value).find(([key]) => key === head);
  return readPath(entry?.[1], rest);
}
