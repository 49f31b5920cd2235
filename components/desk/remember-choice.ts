const yearSeconds = 31_536_000;

/** Keeps a harmless choice of the interface (never personal data) for a year, in a cookie that the server can read. */
export function rememberChoice(name: string, value: string): void {
  const secure = location.protocol === "https:" ? "; secure" : "";
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API does not exist on plain-http intranet hosts.
  document.cookie = `${name}=${encodeURIComponent(value)}; path=/; max-age=${yearSeconds}; samesite=lax${secure}`;
}
