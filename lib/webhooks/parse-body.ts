import "server-only";
import type { HeaderReader } from "./header-reader";
import { parseForm } from "./parse-form";
import { parseStrictJson, type StrictJson } from "./parse-strict-json";
import type { VerifiedBody } from "./verify-signature";

const FORM = "application/x-www-form-urlencoded";

/** Reads a verified body in the form that its content type names; checkTransport has let no other type pass. */
export function parseBody(body: VerifiedBody, headers: HeaderReader): StrictJson {
  const isForm = (headers.get("content-type") ?? "").trim().toLowerCase().startsWith(FORM);
  return isForm ? parseForm(body) : parseStrictJson(body);
}
