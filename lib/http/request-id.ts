/** Header that carries a request's id from the middleware inwards and to the client. */
export const REQUEST_ID_HEADER = "x-request-id";

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** The request's id, a UUID: the middleware's, or a new one where none (or something else) came. */
export function requestIdOf(headers: Headers): string {
  const given = headers.get(REQUEST_ID_HEADER);
  return given !== null && UUID.test(given) ? given : crypto.randomUUID();
}
