import { randomUUID } from "node:crypto";
import { STATUS_CODES } from "node:http";
import { SECURITY_HEADERS } from "../../../lib/http/security-headers.mjs";
import { METHODS } from "./refusal-of.mjs";

/**
 * Answers with problem details in the form of lib/http/problem.ts. Whoever is refused here may still be sending, so the
 * connection ends.
 * @param {import("node:http").ServerResponse} response
 * @param {number} status
 */
export function writeProblem(response, status) {
  const { headers, body } = problemOf(status);
  response.writeHead(status, headers.flat());
  response.end(body);
}

/**
 * The same as bytes, for connections that have no response object.
 * @param {number} status
 */
export function rawProblem(status) {
  const { headers, body } = problemOf(status);
  const lines = [...headers, ["Date", new Date().toUTCString()]].map(([name, value]) => `${name}: ${value}`);
  return [`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, ...lines, "", body].join("\r\n");
}

function problemOf(status) {
  const isOurs = status >= 500;
  const code = isOurs ? "internal" : "invalid_input";
  const title = isOurs ? "Something went wrong" : "The request is not valid";
  const requestId = randomUUID();
  const body = JSON.stringify({ type: `urn:docketline:problem:${code}`, title, status, code, requestId });
  const headers = [
    ...SECURITY_HEADERS,
    ["Cache-Control", "private, no-store"],
    ["Content-Type", "application/problem+json"],
    ["Content-Length", String(Buffer.byteLength(body))],
    ["x-request-id", requestId],
    ...(status === 405 ? [["Allow", METHODS.join(", ")]] : []),
    ["Connection", "close"],
  ];
  return { headers, body };
}
