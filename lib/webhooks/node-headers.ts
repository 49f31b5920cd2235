import "server-only";
import type { IncomingMessage } from "node:http";
import type { HeaderReader } from "./header-reader";

/** A request's headers as `Headers` would give them: by lower-case name, several of one name joined by ", ". */
export function nodeHeaders(request: IncomingMessage): HeaderReader {
  const { headers } = request;
  return {
    get: (name) => {
      const value = headers[name];
      if (typeof value === "string") return value;
      return Array.isArray(value) ? value.join(", ") : null;
    },
  };
}
