/**
 * An error in the shape of Clerk's APIs: `{"errors":[{code,message,long_message,meta}]}` with the given status.
 * The codes are Clerk's own, because its components choose what to show by them.
 */
export class ClerkApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly meta: Record<string, unknown>;

  constructor(status: number, code: string, message: string, meta: Record<string, unknown> = {}) {
    super(message);
    this.name = "ClerkApiError";
    this.status = status;
    this.code = code;
    this.meta = meta;
  }
}
