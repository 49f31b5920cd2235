import { z } from "zod";
import { ClerkApiError } from "@/simulators/clerk/clerk-api-error";
import { paginate } from "@/simulators/clerk/http/paginate";
import type { Route } from "@/simulators/clerk/http/route-table";
import type { SimulatorContext } from "@/simulators/clerk/simulator-context";

/** A request to the Backend API. `body` is the parsed JSON, `{}` when there is none. */
export type BapiCall = {
  context: SimulatorContext;
  param: (name: string) => string;
  query: URLSearchParams;
  body: unknown;
};

/** The answer's body; the status is 200. */
export type BapiRoute = Route<BapiCall, unknown>;

/** Free-form metadata in a request. */
export const metadataInput = z.record(z.string(), z.unknown());

/** The body in the given shape. Throws 422 `form_param_format_invalid` that names the first wrong field. */
export function readBody<Schema extends z.ZodType>(call: BapiCall, schema: Schema): z.output<Schema> {
  const result = schema.safeParse(call.body);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const name = issue?.path.join(".") ?? "";
  throw new ClerkApiError(422, "form_param_format_invalid", `${name}: ${issue?.message ?? "is invalid"}`, {
    param_name: name,
  });
}

/** One page of records as JSON, newest first unless `order_by` asks otherwise (`created_at`, `+` or `-` before it). */
export function listPage<Item extends { createdAt: number }, Json>(
  call: BapiCall,
  items: Item[],
  toJson: (item: Item) => Json,
): { data: Json[]; total_count: number } {
  const isAscending = /^\+?created_at$/.test(call.query.get("order_by") ?? "");
  const sorted = items.toSorted((a, b) => (isAscending ? a.createdAt - b.createdAt : b.createdAt - a.createdAt));
  const page = paginate(sorted, call.query);
  return { ...page, data: page.data.map(toJson) };
}

/** Merges metadata as Clerk does: objects are merged in depth, and null removes a key. */
export function mergeMetadata(
  current: Record<string, unknown>,
  changes: Record<string, unknown> | undefined,
): Record<string, unknown> {
  const merged = { ...current };
  for (const [key, value] of Object.entries(changes ?? {})) {
    const inner = metadataInput.safeParse(value);
    const existing = metadataInput.safeParse(merged[key]);
    if (value === null) delete merged[key];
    else if (inner.success) merged[key] = mergeMetadata(existing.success ? existing.data : {}, inner.data);
    else merged[key] = value;
  }
  return merged;
}
