import { SenderRefusal } from "../sender-refusal";

export type ControlRequest = { request: Request; body: Uint8Array };

/** Fields of a form that may stand several times. */
const LISTS = new Set(["faults"]);

/** A form or JSON; fields that were left empty in a form are not there. @throws SenderRefusal 400 */
export function readControlInput(control: ControlRequest): Record<string, unknown> {
  const text = new TextDecoder().decode(control.body);
  if (!isForm(control)) return text.trim() === "" ? {} : parseObject(text);
  const fields = new URLSearchParams(text);
  const names = [...new Set(fields.keys())].filter((name) => fields.get(name) !== "");
  return Object.fromEntries(names.map((name) => [name, LISTS.has(name) ? fields.getAll(name) : fields.get(name)]));
}

/** `curl -d '{…}'` names the type of a form too; no form begins with a brace. */
export function isForm({ request, body }: ControlRequest): boolean {
  const type = request.headers.get("content-type") ?? "";
  return type.startsWith("application/x-www-form-urlencoded") && body[0] !== "{".charCodeAt(0);
}

function parseObject(text: string): Record<string, unknown> {
  const value = parseJson(text);
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new SenderRefusal(400, "The body must be a JSON object");
  }
  return { ...value };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new SenderRefusal(400, "The body is not JSON");
  }
}
