import { z } from "zod";
import { type Collection, newResource, type Resource } from "../state/create-store";
import { ApiRefusal } from "./api-refusal";
import type { ApiRequest } from "./handle-calls";
import { parseBody, parseJson } from "./parse-body";

const listQuery = z.looseObject({ limit: z.coerce.number().int().min(0).max(1000).optional() });

/** What differs between assistants, tools, phone numbers and credentials. Both functions throw ApiRefusal 400. */
export type ResourceKind<Data> = {
  name: string;
  collection: Collection<Resource<Data>>;
  create: (orgId: string, body: unknown) => Data;
  change?: (saved: Data, body: unknown) => Data;
  show: (resource: Resource<Data>) => Readonly<Record<string, unknown>>;
};

/** Create (201), list (newest first), get, change and delete. A foreign id answers as an unknown one, 404. */
export function handleResource<Data>(kind: ResourceKind<Data>, api: ApiRequest): Response {
  const { orgId, request, path } = api;
  const [id] = path;
  if (id === undefined) {
    if (request.method === "POST") {
      const created = newResource(orgId, kind.create(orgId, parseJson(api.body)));
      kind.collection.put(created);
      return Response.json(kind.show(created), { status: 201 });
    }
    if (request.method === "GET") {
      const { limit } = parseBody(listQuery, Object.fromEntries(new URL(request.url).searchParams));
      return Response.json(
        kind.collection
          .list(orgId)
          .slice(0, limit ?? 100)
          .map(kind.show),
      );
    }
    throw new ApiRefusal(404, `Cannot ${request.method} /${kind.name}`);
  }
  const saved = kind.collection.find(orgId, id);
  if (saved === undefined || path.length > 1) throw new ApiRefusal(404, `${kind.name} ${id} not found`);
  if (request.method === "PATCH" && kind.change !== undefined) {
    const data = kind.change(saved.data, parseJson(api.body));
    const changed = { ...saved, data, updatedAt: new Date().toISOString() };
    kind.collection.put(changed);
    return Response.json(kind.show(changed));
  }
  if (request.method === "DELETE") kind.collection.remove(orgId, id);
  else if (request.method !== "GET") throw new ApiRefusal(404, `Cannot ${request.method} /${kind.name}/${id}`);
  return Response.json(kind.show(saved));
}
