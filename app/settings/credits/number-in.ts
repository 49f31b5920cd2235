/** A whole number of a form; what is none becomes -1, which every schema of credits refuses with the field named. */
export function numberIn(form: FormData, name: string): number {
  const text = form.get(name);
  const digits = typeof text === "string" ? text.replaceAll(/[\s.,]/g, "") : "";
  return /^\d{1,9}$/.test(digits) ? Number(digits) : -1;
}
