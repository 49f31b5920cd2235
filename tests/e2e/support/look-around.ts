import { checkAccessible } from "./accessibility";
import { check } from "./journey";
import type { Person } from "./person";
import { visitAgain } from "./visit";

const LOOKS = [
  { name: "light" },
  { name: "dark", colorScheme: "dark" },
  { name: "phone", width: 375 },
  { name: "phone-es-dark", width: 375, colorScheme: "dark", locale: "es" },
] as const satisfies readonly { name: string; colorScheme?: "dark"; width?: number; locale?: "es" }[];

/** The page as it stands in each look, and then again as it was. */
export async function lookAround(
  { page, context, shoot }: Person,
  { what, shot }: { what: string; shot: string },
): Promise<void> {
  for (const each of LOOKS) {
    await page.emulateMedia({ colorScheme: "colorScheme" in each ? each.colorScheme : "light" });
    await page.setViewportSize("width" in each ? { width: each.width, height: 760 } : { width: 1360, height: 900 });
    if ("locale" in each) await speak(each.locale);
    // From the top: what lies half under the bar that stays in reach would count as too small to be pressed.
    await page.evaluate("document.querySelectorAll('main, html').forEach((each) => each.scrollTo(0, 0))");
    await page.waitForTimeout(500);
    await checkAccessible(page, `${what}, ${each.name}`);
    const overflow = await page.evaluate("document.documentElement.scrollWidth - window.innerWidth");
    check(Number(overflow) <= 1, `${what}, ${each.name}, is ${overflow} px too wide`);
    await shoot(`${shot}-${each.name}`);
  }
  await page.emulateMedia({ colorScheme: "light" });
  await page.setViewportSize({ width: 1360, height: 900 });
  await speak("en");

  async function speak(locale: "en" | "es"): Promise<void> {
    await context.addCookies([{ name: "NEXT_LOCALE", value: locale, url: new URL(page.url()).origin }]);
    await visitAgain(page);
    await page.getByRole("heading", { level: 1 }).first().waitFor();
    check((await page.evaluate("document.documentElement.lang")) === locale, `the page is not in ${locale}`);
  }
}
