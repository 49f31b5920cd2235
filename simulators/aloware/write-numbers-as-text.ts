/** The same JSON with every number as text, as Aloware's fields at times arrive (providers-voice C.2). */
export function writeNumbersAsText(value: unknown): unknown {
  if (typeof value === "number") return String(value);
  if (Array.isArray(value)) return value.map(writeNumbersAsText);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, writeNumbersAsText(each)]));
}
