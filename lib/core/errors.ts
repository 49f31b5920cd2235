/** Every failure that a door (page, action, route, job) may show, by code. */
export type ErrorCode =
  | "invalid_input"
  | "unauthenticated"
  | "forbidden"
  | "not_found"
  | "conflict"
  | "precondition_failed"
  | "rate_limited"
  | "upstream_failed"
  | "unavailable"
  | "internal";

type ErrorRow = { http: number; title: string; retry: boolean; report: boolean };

/** HTTP status, problem title, whether a job may try again, and whether operators hear of it. */
export const ERROR_TABLE: Record<ErrorCode, ErrorRow> = {
  invalid_input: { http: 400, title: "The request is not valid", retry: false, report: false },
  unauthenticated: { http: 401, title: "Sign in first", retry: false, report: false },
  forbidden: { http: 403, title: "You may not do this", retry: false, report: false },
  not_found: { http: 404, title: "Not found", retry: false, report: false },
  conflict: { http: 409, title: "This was changed meanwhile", retry: false, report: false },
  precondition_failed: { http: 422, title: "This cannot be done now", retry: false, report: false },
  rate_limited: { http: 429, title: "Too many requests", retry: true, report: false },
  upstream_failed: { http: 502, title: "The provider did not do this", retry: true, report: true },
  unavailable: { http: 503, title: "Try again shortly", retry: true, report: true },
  internal: { http: 500, title: "Something went wrong", retry: true, report: true },
};

/**
 * The one error class. `publicMessage` may be read by a signed-in person and holds no client data,
 * secret, SQL or vendor text; the cause keeps what operators need.
 */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly publicMessage: string;

  constructor(code: ErrorCode, publicMessage: string, options?: { cause?: unknown }) {
    super(publicMessage, options);
    this.name = "AppError";
    this.code = code;
    this.publicMessage = publicMessage;
  }
}

/** Any thrown value as an AppError; an unknown one becomes `internal` with its cause kept. */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  return new AppError("internal", ERROR_TABLE.internal.title, { cause: error });
}
