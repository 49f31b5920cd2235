/** Whether `text` is `+` and 7 to 15 digits that do not start with 0. */
export function isE164(text: string): boolean {
  return /^\+[1-9]\d{6,14}$/.test(text);
}
