import type { Locator } from "playwright-core";
import { check } from "./journey";

const MOST_STEPS = 200;

/** Walks with Tab until `wanted` has the focus, as somebody without a mouse does. */
async function reach(wanted: Locator): Promise<void> {
  await wanted.waitFor();
  const { keyboard } = wanted.page();
  for (let steps = 0; steps < MOST_STEPS; steps += 1) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
    await keyboard.press("Tab");
  }
  check(false, `${wanted} cannot be reached with Tab`);
}

export async function pressOn(wanted: Locator): Promise<void> {
  await reach(wanted);
  await wanted.page().keyboard.press("Enter");
}

/** Types `text` in the place of what a field holds. */
export async function typeInto(wanted: Locator, text: string): Promise<void> {
  await reach(wanted);
  const { keyboard } = wanted.page();
  await keyboard.press("Control+A");
  await keyboard.type(text);
}

/** Opens a select and goes down to the option that begins with `label`. */
export async function chooseIn(wanted: Locator, label: string): Promise<void> {
  await pressOn(wanted);
  const page = wanted.page();
  const option = page.getByRole("option", { name: new RegExp(`^${label}`) }).first();
  await option.waitFor();
  for (let steps = 0; steps < MOST_STEPS; steps += 1) {
    if ((await option.getAttribute("data-highlighted")) !== null) {
      await page.keyboard.press("Enter");
      return;
    }
    await page.keyboard.press("ArrowDown");
  }
  check(false, `${label} cannot be reached with the arrow`);
}
