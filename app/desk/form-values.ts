/** What was typed into a field; empty when the form has no such field. */
export function textIn(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
}

/** One of a select's codes; `fallback` for anything else. */
export function choiceOf<Code extends string>(
  form: FormData,
  name: string,
  codes: readonly Code[],
  fallback: NoInfer<Code>,
): Code {
  return codes.find((code) => code === form.get(name)) ?? fallback;
}
