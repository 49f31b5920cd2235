import type { z } from "zod";
import { ApiRefusal } from "./api-refusal";

type Issue = z.core.$ZodIssue;

/**
 * Checks a request body or query as the provider's NestJS pipes do: unknown properties are refused by name.
 * @throws ApiRefusal 400 with one message for each problem
 */
export function parseBody<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new ApiRefusal(400, result.error.issues.flatMap(describeIssue));
}

/** @throws ApiRefusal 400 for bytes that are no JSON object */
export function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (cause) {
    throw new ApiRefusal(400, cause instanceof SyntaxError ? cause.message : "Body is not valid UTF-8");
  }
}

function describeIssue(issue: Issue): string[] {
  const path = issue.path.map(String).join(".");
  const subject = path === "" ? "body" : path;
  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys.map((key) => `${path === "" ? "" : `${path}.`}property ${key} should not exist`);
    case "too_big":
      return [`${subject} ${describeLimit(issue.origin, issue.maximum, "shorter than or equal to", "greater")}`];
    case "too_small":
      return [`${subject} ${describeLimit(issue.origin, issue.minimum, "longer than or equal to", "less")}`];
    case "invalid_type":
      return [`${subject} must be ${TYPE_WORDS[issue.expected] ?? `a ${issue.expected}`}`];
    case "invalid_value":
      return [`${subject} must be one of the following values: ${issue.values.map(String).join(", ")}`];
    case "invalid_format":
      return [`${subject} must be ${issue.format === "uuid" ? "a UUID" : `a valid ${issue.format}`}`];
    default:
      return [`${subject} ${issue.message}`];
  }
}

const TYPE_WORDS: Readonly<Record<string, string>> = {
  string: "a string",
  boolean: "a boolean value",
  number: "a number conforming to the specified constraints",
  array: "an array",
  object: "an object",
  record: "an object",
};

function describeLimit(origin: string, limit: number | bigint, textWords: string, numberWords: string): string {
  if (origin === "string") return `must be ${textWords} ${limit} characters`;
  return `must not be ${numberWords} than ${limit}`;
}
