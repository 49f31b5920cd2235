/** `YYYY-MM-DD HH:MM:SS` in UTC, without saying so, as Aloware writes times (providers-voice C.2). */
export function writeAlowareTime(at: Date): string {
  return at.toISOString().slice(0, 19).replace("T", " ");
}
