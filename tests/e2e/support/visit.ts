import type { Page, Response } from "playwright-core";
import { eventually } from "./journey";

/**
 * Loads an address and waits until what was streamed stands in its place: for a moment the page can hold a part twice, once
 * where React has drawn it and once in the hidden piece that it came in.
 */
export async function visit(page: Page, url: string): Promise<Response | null> {
  const answer = await page.goto(url);
  await standsInPlace(page);
  return answer;
}

/** Loads the page's own address anew, as `visit` does. */
export async function visitAgain(page: Page): Promise<void> {
  await page.reload();
  await standsInPlace(page);
}

/** React keeps in `$RB` what has come and is not yet in its place. */
function standsInPlace(page: Page): Promise<unknown> {
  return eventually("the streamed page", () => page.evaluate("!globalThis.$RB?.length"));
}
