import axe from "axe-core";
import type { Page } from "playwright-core";
import { check } from "./journey";

type Violation = { id: string; nodes: { target: string[] }[] };

/** Fails when axe finds a violation of WCAG 2.2 A or AA. Clerk's own widgets are left out: their markup is not ours. */
export async function checkAccessible(page: Page, where: string): Promise<void> {
  const violations = (await page.evaluate(`(async () => {
    if (!window.axe) { ${axe.source} }
    const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
    const result = await window.axe.run({ exclude: [["[class*='cl-']"]] }, { runOnly: { type: "tag", values: tags } });
    return result.violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ target }) => ({ target: target.map(String) })) }));
  })()`)) as Violation[];
  const found = violations.map(
    ({ id, nodes }) =>
      `${id} at ${nodes
        .slice(0, 3)
        .map(({ target }) => target.join(" "))
        .join("; ")}`,
  );
  check(found.length === 0, `axe on ${where}: ${found.join(" | ")}`);
}
