const STATUS_NAMES: Readonly<Record<number, string>> = {
  400: "Bad Request",
  401: "Unauthorized",
  404: "Not Found",
  413: "Payload Too Large",
  429: "Too Many Requests",
  500: "Internal Server Error",
};

/** An answer outside 2xx in the shape of a NestJS error: `{ message: string | string[], error, statusCode }`. */
export class ApiRefusal extends Error {
  readonly status: number;
  readonly detail: string | readonly string[];
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, detail: string | readonly string[], headers: Readonly<Record<string, string>> = {}) {
    super(typeof detail === "string" ? detail : detail.join("; "));
    this.name = "ApiRefusal";
    this.status = status;
    this.detail = detail;
    this.headers = headers;
  }

  toResponse(): Response {
    const body = { message: this.detail, error: STATUS_NAMES[this.status] ?? "Error", statusCode: this.status };
    return Response.json(body, { status: this.status, headers: this.headers });
  }
}
