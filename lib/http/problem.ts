import { ERROR_TABLE, type ErrorCode } from "@/lib/core/errors";
import { NO_STORE } from "./no-store";
import { REQUEST_ID_HEADER } from "./request-id";

type ProblemOptions = {
  requestId: string;
  /** A sentence that the caller may read; never inner detail. */
  detail?: string;
  /** For answers that HTTP names more closely than our codes do: 405, 408, 410, 413, 415. */
  status?: 405 | 408 | 410 | 413 | 415;
  headers?: Record<string, string>;
};

/** An answer before it has the form of a framework. */
export type PlainAnswer = { status: number; headers: Record<string, string>; body: string };

/** Problem details (RFC 9457): `{ type, title, status, code, requestId, detail? }`. */
export function problemAnswer(code: ErrorCode, options: ProblemOptions): PlainAnswer {
  const row = ERROR_TABLE[code];
  const status = options.status ?? row.http;
  const body = {
    type: `urn:docketline:problem:${code}`,
    title: row.title,
    status,
    code,
    requestId: options.requestId,
    ...(options.detail === undefined ? {} : { detail: options.detail }),
  };
  return {
    status,
    headers: {
      ...NO_STORE,
      "Content-Type": "application/problem+json",
      [REQUEST_ID_HEADER]: options.requestId,
      ...(status === 429 || status === 503 ? { "Retry-After": "5" } : {}),
      ...options.headers,
    },
    body: JSON.stringify(body),
  };
}

/** Answers with problem details. */
export function problem(code: ErrorCode, options: ProblemOptions): Response {
  const { status, headers, body } = problemAnswer(code, options);
  return new Response(body, { status, headers });
}
