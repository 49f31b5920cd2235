/** A route: HTTP method, path with `:name` segments, and what answers it. */
export type Route<Call, Reply> = { method: string; path: string; handle: (call: Call) => Reply | Promise<Reply> };

export type RouteMatch<Call, Reply> = { route: Route<Call, Reply>; param: (name: string) => string };

/** Finds the route for a method and path, or null. `param` throws for a name that the path does not have. */
export function matchRoute<Call, Reply>(
  routes: readonly Route<Call, Reply>[],
  method: string,
  path: string,
): RouteMatch<Call, Reply> | null {
  const given = path.split("/");
  for (const route of routes) {
    const params = route.method === method ? matchPath(route.path.split("/"), given) : null;
    if (params === null) continue;
    return {
      route,
      param(name) {
        const value = params.get(name);
        if (value === undefined) throw new Error(`route ${route.path} has no parameter ${name}`);
        return value;
      },
    };
  }
  return null;
}

function matchPath(pattern: string[], given: string[]): Map<string, string> | null {
  if (pattern.length !== given.length) return null;
  const params = new Map<string, string>();
  for (const [index, segment] of pattern.entries()) {
    const value = given[index] ?? "";
    if (segment.startsWith(":") && value !== "") params.set(segment.slice(1), decodeSegment(value));
    else if (segment !== value) return null;
  }
  return params;
}

function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
