// The path under which the product proxies the Frontend API: same origin, so the content security policy allows it.
const PROXY_PATH = "/__clerk";

/** Address of a picture with up to two letters, relative to the product's origin. */
export function imageUrl(...words: (string | null)[]): string {
  const letters = words.map((word) => word?.trim().charAt(0) ?? "").join("");
  return `${PROXY_PATH}/v1/avatars/${encodeURIComponent(letters.slice(0, 2).toUpperCase() || "?")}.svg`;
}
