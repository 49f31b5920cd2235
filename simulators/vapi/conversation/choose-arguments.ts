import type { ToolInput } from "../schema/tool.schema";

/** Values for one argument, the model's favourite first. */
type Candidates = readonly (string | boolean)[];

/**
 * The arguments a model would write for a tool: for each wanted name the first candidate that the tool's own schema allows
 * (one of its `enum`, or its type, or its `format`). Names that the schema does not know are left out.
 */
export function chooseArguments(
  tool: ToolInput,
  wanted: Readonly<Record<string, Candidates>>,
): Record<string, string | boolean> {
  const properties = propertiesOf(tool);
  const chosen: Record<string, string | boolean> = {};
  for (const [name, candidates] of Object.entries(wanted)) {
    if (properties !== undefined && !Object.hasOwn(properties, name)) continue;
    const value = chooseValue(properties?.[name], candidates);
    if (value !== undefined) chosen[name] = value;
  }
  return chosen;
}

function propertiesOf(tool: ToolInput): Readonly<Record<string, Readonly<Record<string, unknown>>>> | undefined {
  return tool.type === "function" || tool.type === "transferCall" ? tool.function?.parameters?.properties : undefined;
}

function chooseValue(schema: Readonly<Record<string, unknown>> | undefined, candidates: Candidates) {
  const allowed = schema?.["enum"];
  if (Array.isArray(allowed)) {
    const fitting = candidates.flatMap((wish) => allowed.filter((value) => isSameWord(value, wish)));
    const value: unknown = fitting[0] ?? allowed[0];
    return typeof value === "string" || typeof value === "boolean" ? value : undefined;
  }
  const kind = schema?.["type"] === "boolean" ? "boolean" : "string";
  const fitting = candidates.filter((value) => typeof value === kind);
  if (schema?.["format"] !== "date-time") return fitting[0];
  return fitting.find((value) => typeof value === "string" && /^\d{4}-\d\d-\d\dT/.test(value)) ?? fitting[0];
}

function isSameWord(value: unknown, wish: string | boolean): boolean {
  return String(value).toLowerCase() === String(wish).toLowerCase();
}
