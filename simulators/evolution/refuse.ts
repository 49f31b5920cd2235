/** A refusal in the gateway's own form: `{status, error, response: {message}}`. */
export function refuse(status: number, error: string, message: string | readonly unknown[]): Response {
  return Response.json({ status, error, response: { message } }, { status });
}
