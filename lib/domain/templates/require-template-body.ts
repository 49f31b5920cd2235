import "server-only";
import { AppError } from "@/lib/core/errors";
import { findTemplateFault } from "./template-variables";

/** @throws AppError `invalid_input` with the piece that is no variable and its place */
export function requireTemplateBody(body: string): void {
  const fault = findTemplateFault(body);
  if (fault === null) return;
  throw new AppError("invalid_input", `${fault.text.slice(0, 60)} at character ${fault.position} is not a variable`);
}
